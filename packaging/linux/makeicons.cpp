#include <QDir>
#include <QImage>

#include <cstdio>

// makeicons PICTURE FOLDER NAME: PICTURE in each smaller size that desktops look for, as
// FOLDER/48x48/apps/NAME.png and so on.
int main(int argc, char *argv[])
{
    if (argc != 4)
        return 2;
    const QImage picture(QString::fromLocal8Bit(argv[1]));
    for (const int size : {16, 22, 24, 32, 48, 64, 128, 256}) {
        const QDir folder(
            QStringLiteral("%1/%2x%2/apps").arg(QString::fromLocal8Bit(argv[2])).arg(size));
        const QString file =
            folder.filePath(QString::fromLocal8Bit(argv[3]) + QStringLiteral(".png"));
        const QImage icon =
            picture.scaled(size, size, Qt::KeepAspectRatio, Qt::SmoothTransformation);
        if (!folder.mkpath(QStringLiteral(".")) || !icon.save(file)) {
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(file));
            return 1;
        }
    }
    return 0;
}
