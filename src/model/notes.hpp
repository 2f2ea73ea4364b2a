// Findings on the way into a landscape: many of one kind are counted, not listed.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "werdegang/core/finding.hpp"

namespace werdegang::inline v0::detail {

/// Where something is odd: a frame, and row and column in it as the user gave them (0-based, -1 = all of it).
struct Place {
  Index frame = -1, row = -1, column = -1;
};

class Notes {
 public:
  explicit Notes(Index limit) : limit_(limit) {}

  /// The position of a frame in the sources of the findings.
  Index frame(std::string_view name);

  /// `arguments()` is called only when the finding is listed.
  template <class Arguments>
  void add(std::string_view code, Place place, Arguments&& arguments) {
    if (counts_[{std::string(code), place.frame}]++ < limit_)
      findings_.add(code, arguments(), place.frame, place.row < 0 ? -1 : place.row + 1,
                    place.column < 0 ? -1 : place.column + 1);
  }

  /// Findings that somebody else has made about a frame.
  void append(const Findings& findings, Index frame);

  /// The findings, with those beyond the limit counted.
  Findings take();

 private:
  Index limit_;
  Findings findings_;
  std::map<std::pair<std::string, Index>, Index> counts_;
};

}  // namespace werdegang::inline v0::detail
