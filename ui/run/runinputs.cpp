#include "ui/run/runinputs.h"

#include "ui/edits/editrecorder.h"
#include "ui/networks/devicebox.h"
#include "ui/networks/networkbox.h"
#include "ui/parameters/parameterpanel.h"
#include "ui/pictures/picturespanel.h"
#include "ui/pictures/stylelist.h"
#include "ui/settings/settings.h"

namespace gramarye {

RunInputs::RunInputs(const EditRecorder *edits, PicturesPanel *pictures, ParameterPanel *parameters,
                     NetworkBox *network, DeviceBox *device, QObject *parent)
    : QObject(parent),
      m_edits(edits),
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
    refresh();
}

void RunInputs::refresh()
{
    m_job = renderJob(m_edits->state());
    m_job.device = m_device->device();
    Q_EMIT changed();
}

void RunInputs::refreshParameters()
{
    StyleParameters next = m_parameters->parameters();
    next.blend = m_pictures->styles()->blend();
    // The picture to start from belongs to a run only where it starts from one.
    if (next.start != m_job.parameters.start)
        return refresh();
    m_job.parameters = std::move(next);
    Q_EMIT changed();
}

RenderOrder RunInputs::order() const
{
    const EditState state = m_edits->state();
    RenderOrder order;
    order.content = state.content.picture.ref.path;
    for (const StyleOf<LoadedPicture> &style : state.styles)
        order.styles.push_back(style.picture.picture.ref.path);
    order.network = m_network->chosenName();
    order.device = m_device->device();
    order.parameters = state.runParameters();
    if (order.parameters.start == Start::File)
        order.start = state.start.picture.ref.path;
    order.exportOptions = Settings().exportOptions();
    return order;
}

} // namespace gramarye
