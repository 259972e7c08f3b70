#include "app/jobselection.h"

#include "app/commandline.h"

#include <algorithm>

namespace gramarye {

namespace {

using MaybePart = std::variant<std::optional<JobPart>, UsageError>;

std::optional<int> readVariable(const QProcessEnvironment &environment, const char *name)
{
    bool isNumber = false;
    const int value = environment.value(QLatin1String(name)).toInt(&isNumber);
    return isNumber ? std::optional(value) : std::nullopt;
}

/// The part of one task of an array; none where there is no array. Its numbers may begin anywhere,
/// and have steps, but no other gaps.
MaybePart slurmPart(const QProcessEnvironment &environment)
{
    const auto id = readVariable(environment, "SLURM_ARRAY_TASK_ID");
    const auto count = readVariable(environment, "SLURM_ARRAY_TASK_COUNT");
    const auto first = readVariable(environment, "SLURM_ARRAY_TASK_MIN");
    if (!id || !count || !first)
        return std::nullopt;
    const int step = std::max(1, readVariable(environment, "SLURM_ARRAY_TASK_STEP").value_or(1));
    const int place = (*id - *first) / step;
    if (*id < *first || (*id - *first) % step != 0 || place >= *count)
        return UsageError{
            CommandLine::tr("The numbers of this Slurm array have gaps, so that it is not known "
                            "which part of the list task %1 is to do: say so with --part.")
                .arg(*id)};
    return JobPart{place + 1, *count};
}

} // namespace

std::variant<std::vector<int>, UsageError> selectJobs(const RenderArguments &whole, int count,
                                                      const QProcessEnvironment &environment)
{
    std::vector<int> numbers = whole.only;
    if (!numbers.empty()) {
        std::sort(numbers.begin(), numbers.end());
        numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
        if (numbers.back() > count)
            return UsageError{CommandLine::tr("--only names job %1, but the list has %2.")
                                  .arg(numbers.back())
                                  .arg(count)};
        return numbers;
    }
    const MaybePart found = whole.part ? whole.part : slurmPart(environment);
    if (const auto *error = std::get_if<UsageError>(&found))
        return *error;
    const JobPart part = std::get<std::optional<JobPart>>(found).value_or(JobPart());
    for (int number = part.number; number <= count; number += part.count)
        numbers.push_back(number);
    return numbers;
}

} // namespace gramarye
