#include "core/compute/pch_torch.h"

#include "core/compute/featureprojections_torch.h"

namespace gramarye {

namespace {

template<typename Number>
std::vector<Number> numbers(const at::Tensor &tensor)
{
    const at::Tensor flat =
        tensor.to(at::kCPU, c10::CppTypeToScalarType<Number>::value).contiguous();
    return {flat.data_ptr<Number>(), flat.data_ptr<Number>() + flat.numel()};
}

class TorchProjections final : public FeatureProjections
{
public:
    /// @p features: 1 × C × H × W; @p directions outlives this object.
    TorchProjections(const at::Tensor &features, const Directions &directions,
                     const PixelWeights *weights);

    ProjectionRange range() override;
    ProjectionHistogram histogram(const ProjectionBins &bins) override;
    at::Tensor addTransport(at::Tensor gradient, const ProjectionBins &bins,
                            const ProjectionTargets &targets, ProjectionSums &sums) override;
    ProjectionSums transportSums(const ProjectionBins &bins,
                                 const ProjectionTargets &targets) override;

private:
    at::Tensor onDevice(const std::vector<float> &values) const;
    at::Tensor steps(const ProjectionBins &bins) const;
    at::Tensor residuals(const ProjectionBins &bins, const ProjectionTargets &targets,
                         ProjectionSums &sums) const;

    at::Tensor m_features;
    const Directions &m_directions;
    at::Tensor m_matrix;  ///< K × C, or K × 3 × k × k
    at::Tensor m_values;  ///< K × N
    at::Tensor m_weights; ///< N, in wholeWeighths; undefined: whole ones
};

TorchProjections::TorchProjections(const at::Tensor &features, const Directions &directions,
                                   const PixelWeights *weights)
    : m_features(features), m_directions(directions), m_matrix(onDevice(directions.values))
{
    if (weights)
        m_weights = weightTensor(*weights).flatten().to(features.device(), at::kLong);

    const int64_t count = directions.count;
    if (directions.side > 0) {
        m_matrix = m_matrix.view({count, directions.channels, directions.side, directions.side});
        m_values = at::conv2d(features, m_matrix).view({count, -1});
    } else {
        m_matrix = m_matrix.view({count, directions.channels});
        m_values = at::mm(m_matrix, features.reshape({features.size(1), -1}));
    }
}

at::Tensor TorchProjections::onDevice(const std::vector<float> &values) const
{
    return at::tensor(at::ArrayRef<float>(values), at::kFloat).to(m_features.options());
}

ProjectionRange TorchProjections::range()
{
    if (m_weights.defined()) {
        const at::Tensor values = m_values.index({at::indexing::Slice(), m_weights > 0});
        return {numbers<float>(values.amin(1)), numbers<float>(values.amax(1))};
    }
    return {numbers<float>(m_values.amin(1)), numbers<float>(m_values.amax(1))};
}

/// Places among the bins of all directions, in whole steps of a bin.
at::Tensor TorchProjections::steps(const ProjectionBins &bins) const
{
    std::vector<float> scale;
    for (const float width : bins.width)
        scale.push_back(width > 0 ? float(binSteps) / width : 0.0f);
    const at::Tensor places = (m_values - onDevice(bins.low).unsqueeze(1))
                                  .mul_(onDevice(scale).unsqueeze(1))
                                  .nan_to_num_(0)
                                  .clamp_(0, double(bins.count) * binSteps - 1)
                                  .to(at::kLong);
    const at::Tensor first =
        at::arange(m_directions.count, places.options()).unsqueeze(1) * (bins.count * binSteps);
    return places + first;
}

ProjectionHistogram TorchProjections::histogram(const ProjectionBins &bins)
{
    const at::Tensor all = steps(bins).flatten();
    const at::Tensor bin = all.bitwise_right_shift(binShift);
    const int64_t binCount = int64_t(m_directions.count) * bins.count;
    // Whole numbers, so that a device may add them in any order.
    const at::Tensor zeros = at::zeros({binCount}, all.options());
    const at::Tensor weights = m_weights.defined()
                                   ? m_weights.expand({m_directions.count, -1}).flatten()
                                   : at::ones_like(all);
    const double whole = m_weights.defined() ? wholeWeight : 1;
    const at::Tensor counts = zeros.scatter_add(0, bin, weights);
    const at::Tensor sums = zeros.scatter_add(0, bin, all.bitwise_and(binSteps - 1) * weights);
    const at::Tensor positions = sums.to(at::kDouble) / (counts.clamp_min(1) * binSteps);
    return {numbers<float>(counts / whole), numbers<float>(positions), range()};
}

at::Tensor TorchProjections::residuals(const ProjectionBins &bins, const ProjectionTargets &targets,
                                       ProjectionSums &sums) const
{
    std::vector<float> flat;
    for (const BinTarget &target : targets.targets) {
        for (const float member : {target.mean, target.slope, target.position})
            flat.push_back(member);
    }
    const at::Tensor table = onDevice(flat).view({-1, 3});
    const at::Tensor all = steps(bins);
    const at::Tensor bin = all.bitwise_right_shift(binShift);
    const at::Tensor part = all.bitwise_and(binSteps - 1).to(m_values.options()) / binSteps;
    const at::Tensor aside = table.select(1, 1).take(bin) * (part - table.select(1, 2).take(bin));
    const at::Tensor residual = m_values - table.select(1, 0).take(bin) - aside;
    const auto weighted = [this](const at::Tensor &values) {
        return m_weights.defined() ? values * (m_weights.to(values.scalar_type()) / wholeWeight)
                                   : values;
    };
    sums.residuals = numbers<double>(weighted(residual.square()).sum(1, false, at::kDouble));
    sums.spreads = numbers<double>(weighted(aside.square()).sum(1, false, at::kDouble));
    return weighted(residual);
}

at::Tensor TorchProjections::addTransport(at::Tensor gradient, const ProjectionBins &bins,
                                          const ProjectionTargets &targets, ProjectionSums &sums)
{
    const at::Tensor weighted =
        residuals(bins, targets, sums) * onDevice(targets.factors).unsqueeze(1);
    at::Tensor own;
    if (m_directions.side > 0)
        own = at::conv_transpose2d(
            weighted.view({1, m_directions.count, m_features.size(2) - m_directions.side + 1,
                           m_features.size(3) - m_directions.side + 1}),
            m_matrix);
    else
        own = at::mm(m_matrix.t(), weighted).view(m_features.sizes());
    return gradient.defined() ? gradient.add_(own) : own;
}

ProjectionSums TorchProjections::transportSums(const ProjectionBins &bins,
                                               const ProjectionTargets &targets)
{
    ProjectionSums sums;
    residuals(bins, targets, sums);
    return sums;
}

} // namespace

at::Tensor weightTensor(const PixelWeights &weights)
{
    const at::Tensor all =
        at::from_blob(const_cast<std::uint8_t *>(weights.values.data()),
                      {weights.height, weights.stride}, at::TensorOptions(at::kByte));
    return all.narrow(1, 0, weights.width).clone();
}

std::unique_ptr<FeatureProjections> makeTorchProjections(const at::Tensor &features,
                                                         const Directions &directions,
                                                         const PixelWeights *weights)
{
    return std::make_unique<TorchProjections>(features, directions, weights);
}

} // namespace gramarye
