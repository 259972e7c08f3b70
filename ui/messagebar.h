#pragma once

#include <QFrame>

class QLabel;

namespace gramarye {

/// One quiet sentence in the window: what happened and what to do. Stays until it is closed or
/// another one comes; never blocks anything.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    enum class Kind
    {
        Information,
        Problem
    };

    explicit MessageBar(QWidget *parent = nullptr);

    void showMessage(const QString &sentence, Kind kind);
    QString message() const;
    Kind kind() const { return m_kind; }

private:
    void announce();

    QLabel *m_icon;
    QLabel *m_text;
    Kind m_kind = Kind::Information;
};

} // namespace gramarye
