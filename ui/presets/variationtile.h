#pragma once

#include <QAbstractButton>
#include <QImage>

namespace gramarye {

/// A small picture in the making that can be chosen. The picture comes from outside.
class VariationTile : public QAbstractButton
{
    Q_OBJECT

public:
    enum class State
    {
        Waiting,
        Rendering,
        Done, ///< there is a picture
        Empty ///< there will be none
    };

    explicit VariationTile(const QString &name, QWidget *parent = nullptr);

    State state() const { return m_state; }
    const QImage &picture() const { return m_picture; }

    void showWaiting();
    void showPicture(const QImage &picture);

    /// 0..1.
    void showProgress(double progress);
    void showDone(const QImage &picture);

    /// There will be no other picture than is there, if any.
    void showEnded() { setState(m_picture.isNull() ? State::Empty : State::Done); }

    QSize sizeHint() const override { return {220, 172}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setState(State state);
    void paintFrame(QPainter &painter) const;
    void paintPicture(QPainter &painter) const;
    void paintProgress(QPainter &painter) const;

    State m_state = State::Waiting;
    QImage m_picture;
    double m_progress = 0;
};

} // namespace gramarye
