#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace gramarye {

/// What a message offers to do.
struct MessageOffer
{
    QString text; ///< of its button
    std::function<void()> take;
};

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

    /// @p offers: buttons beside the sentence; the message goes when one is pressed.
    void showMessage(const QString &sentence, Kind kind,
                     const std::vector<MessageOffer> &offers = {});

    /// The buttons of what is offered now, in that order.
    const std::vector<QPushButton *> &offerButtons() const { return m_offerButtons; }

    QString message() const;
    Kind kind() const { return m_kind; }

private:
    void announce();
    void setOffers(const std::vector<MessageOffer> &offers);

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_offerLayout;
    std::vector<QPushButton *> m_offerButtons;
    Kind m_kind = Kind::Information;
};

} // namespace gramarye
