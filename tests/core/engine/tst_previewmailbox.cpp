#include "core/engine/previewmailbox.h"
#include "tests/support/testprogram.h"

#include <QTest>

namespace gramarye::tst_previewmailbox {

class TestPreviewMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheNewest();
    void asksForOneNotificationAtATime();
};

void TestPreviewMailbox::keepsTheNewest()
{
    PreviewMailbox mailbox;
    mailbox.post({1, 5, QImage(2, 2, QImage::Format_RGB888)});
    mailbox.post({1, 6, QImage(3, 3, QImage::Format_RGB888)});
    const Preview preview = mailbox.take();
    QCOMPARE(preview.iteration, 6);
    QCOMPARE(preview.image.width(), 3);
    QVERIFY(mailbox.take().image.isNull());
}

void TestPreviewMailbox::asksForOneNotificationAtATime()
{
    PreviewMailbox mailbox;
    QVERIFY(mailbox.post({1, 1, {}}));
    QVERIFY(!mailbox.post({1, 2, {}}));
    mailbox.take();
    QVERIFY(mailbox.post({1, 3, {}}));
}

GRAMARYE_TEST(TestPreviewMailbox)

} // namespace gramarye::tst_previewmailbox

#include "tst_previewmailbox.moc"
