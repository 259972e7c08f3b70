#pragma once

#include "core/base/error.h"

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

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
        Plain, ///< without an icon, and not to be selected
        Information,
        Problem
    };

    explicit MessageBar(QWidget *parent = nullptr);

    /// @p offers: buttons beside the sentence; the message goes when one is pressed.
    void showMessage(const QString &sentence, Kind kind,
                     const std::vector<MessageOffer> &offers = {});
    void showInformation(const QString &sentence) { showMessage(sentence, Kind::Information); }
    void showProblem(const QString &sentence) { showMessage(sentence, Kind::Problem); }
    void showError(const Error &error);

    /// The buttons of what is offered now, in that order.
    const std::vector<QPushButton *> &offerButtons() const { return m_offerButtons; }

    QString message() const;
    Kind kind() const { return m_kind; }
    QToolButton *closeButton() const { return m_close; }

protected:
    /// Exchanges the sentence of the message that is there, unannounced.
    void setSentence(const QString &sentence);

private:
    void announce();
    void setOffers(const std::vector<MessageOffer> &offers);

    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_offerLayout;
    QToolButton *m_close;
    std::vector<QPushButton *> m_offerButtons;
    Kind m_kind = Kind::Information;
};

} // namespace gramarye
