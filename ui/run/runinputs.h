#pragma once

#include "core/documents/renderorder.h"
#include "core/transfer/renderjob.h"

#include <QObject>

namespace gramarye {

class DeviceBox;
class EditRecorder;
class NetworkBox;
class ParameterPanel;
class PicturesPanel;

/// What the next run is to be made of, as the panels show it. Put together when pictures, network
/// or device change; a control that moves changes the parameters alone.
class RunInputs : public QObject
{
    Q_OBJECT

public:
    /// The panels and @p edits, which knows what they show, outlive this object.
    RunInputs(const EditRecorder *edits, PicturesPanel *pictures, ParameterPanel *parameters,
              NetworkBox *network, DeviceBox *device, QObject *parent = nullptr);

    const RenderJob &job() const { return m_job; }

    /// The same with the names of files in place of pictures: those pasted have none.
    RenderOrder order() const;

    /// Looks at all panels again.
    void refresh();

Q_SIGNALS:
    void changed();

private:
    void refreshParameters();

    const EditRecorder *m_edits;
    PicturesPanel *m_pictures;
    ParameterPanel *m_parameters;
    NetworkBox *m_network;
    DeviceBox *m_device;
    RenderJob m_job;
};

} // namespace gramarye
