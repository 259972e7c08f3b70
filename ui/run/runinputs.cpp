#include "ui/run/runinputs.h"

#include "ui/networks/devicebox.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/imagewell.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/pictures/stylerow.h"

#include <QFileInfo>

namespace gramarye {

RunInputs::RunInputs(PicturesPanel *pictures, ParameterPanel *parameters, NetworkBox *network,
                     DeviceBox *device, QObject *parent)
    : QObject(parent),
      m_pictures(pictures),
      m_parameters(parameters),
      m_network(network),
      m_device(device)
{
    connect(pictures, &PicturesPanel::picturesChanged, this, &RunInputs::refresh);
    connect(pictures, &PicturesPanel::blendChanged, this, &RunInputs::refreshParameters);
    connect(parameters, &ParameterPanel::parametersChanged, this, &RunInputs::refreshParameters);
    connect(network, &NetworkBox::chosen, this, &RunInputs::refresh);
    connect(device, &QComboBox::activated, this, &RunInputs::refresh);
    takePictures();
    takeParameters();
}

void RunInputs::refresh()
{
    takePictures();
    refreshParameters();
}

void RunInputs::refreshParameters()
{
    takeParameters();
    Q_EMIT changed();
}

void RunInputs::takePictures()
{
    const Picture &content = m_pictures->content()->picture().picture;
    m_job.content = content.image;
    m_job.origins = {};
    m_job.origins.content = QFileInfo(content.fileName).fileName();
    m_job.origins.alpha = content.alpha;
    m_job.styles.clear();
    for (const LoadedPicture &style : m_pictures->styles()->pictures()) {
        m_job.styles.push_back(style.picture.image);
        m_job.origins.styles.push_back(QFileInfo(style.picture.fileName).fileName());
    }
    m_job.network = m_network->source();
    m_job.device = m_device->device();
}

void RunInputs::takeParameters()
{
    m_job.parameters = m_parameters->parameters();
    m_job.parameters.blend = m_pictures->styles()->blend();
    const bool startsFromFile = m_job.parameters.start == Start::File;
    const Picture start = startsFromFile ? m_pictures->start()->picture().picture : Picture();
    m_job.startImage = start.image;
    m_job.origins.start =
        start.fileName.isEmpty() ? QString() : QFileInfo(start.fileName).fileName();
}

RenderOrder RunInputs::order() const
{
    RenderOrder order;
    order.content = m_pictures->content()->picture().picture.fileName;
    for (const StyleRow *row : m_pictures->styles()->rows()) {
        if (!row->well()->isEmpty())
            order.styles.push_back(row->well()->picture().picture.fileName);
    }
    order.network = m_network->chosenName();
    order.device = m_device->device();
    order.parameters = m_job.parameters;
    if (order.parameters.start == Start::File)
        order.start = m_pictures->start()->picture().picture.fileName;
    return order;
}

} // namespace gramarye
