#pragma once

#include "core/base/error.h"
#include "core/model/project.h"
#include "core/pictures/imagereader.h"

namespace gramarye {

// How pictures get into a project and out again.

/// The file @p path, linked. Reads all of it, for its checksum. Errors: FileNotFound,
/// FileUnreadable.
Result<ProjectPicture> linkedPicture(const QString &path);

/// @p image, which has no file, embedded as a PNG of the same pixels.
ProjectPicture embeddedPicture(const QImage &image, const QString &name);

/// @p picture with its file carried along; @p image, its pixels, stands in for a file that is not
/// there or not the same any more.
ProjectPicture withFile(ProjectPicture picture, const QImage &image);

/// @p image as a PNG file that is hardly compressed: written in a fraction of the time.
QByteArray quickPng(const QImage &image);

/// Where the file of @p picture, which is not embedded, is now: at its path, or where it lay as
/// seen from the project at @p projectPath. Errors: PictureMissing, PictureChanged.
Result<QString> findPicture(const ProjectPicture &picture, const QString &projectPath);

/// The picture itself, embedded or found. Errors: those of findPicture() and readPicture().
Result<Picture> readPicture(const ProjectPicture &picture, const QString &projectPath);

/// Whether the file @p path is the one that @p picture was made of.
bool isFileOf(const ProjectPicture &picture, const QString &path);

} // namespace gramarye
