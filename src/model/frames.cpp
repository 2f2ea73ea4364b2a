#include <algorithm>
#include <array>

#include "werdegang/core/error.hpp"
#include "werdegang/model/builder.hpp"

namespace werdegang::inline v0 {
namespace {

using Frames = LandscapeFrames;

constexpr std::array<std::string_view, 10> names{"actors",     "offers",      "ties",  "bodies",  "memberships",
                                                 "agreements", "signatories", "flows", "regions", "kinds"};
constexpr std::array<Table Frames::*, names.size()> tables{
    &Frames::actors,     &Frames::offers,      &Frames::ties,  &Frames::bodies,  &Frames::memberships,
    &Frames::agreements, &Frames::signatories, &Frames::flows, &Frames::regions, &Frames::kinds};

}  // namespace

std::span<const std::string_view> landscape_frame_names() { return names; }

Table& table_in(LandscapeFrames& frames, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end())
    throw UnknownName("frame of a landscape", name, nearest_names(name, {names.begin(), names.end()}));
  return frames.*tables[static_cast<std::size_t>(found - names.begin())];
}

}  // namespace werdegang::inline v0
