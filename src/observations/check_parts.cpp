#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "check_tools.hpp"
#include "lattice.hpp"
#include "werdegang/core/region.hpp"
#include "werdegang/observations/checks.hpp"

namespace werdegang::inline v0 {
namespace {

/// An of-which member that stands beside its parent in some states and years.
struct Addend {
  std::string variable, member;
  std::vector<std::string> states, periods;
  std::string note;
};

const std::vector<Addend>& addends() {
  static const std::vector<Addend> list = [] {
    std::vector<Addend> result;
    const auto root = detail::parse_toml(detail::catalogue_file("of_which.toml"), "of_which.toml");
    detail::for_each_table(root, "exception", [&](const toml::table& entry) {
      result.push_back({detail::text_of(entry, "variable"), detail::text_of(entry, "member"),
                        detail::texts_of(entry, "states"), detail::texts_of(entry, "periods"),
                        bilingual(detail::text_of(entry, "note_de"), detail::text_of(entry, "note_en"))});
    });
    return result;
  }();
  return list;
}

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// One axis of one cube: its total against its parts, cell by cell.
class AxisCheck {
 public:
  AxisCheck(const Cube& cube, const Variable& variable, std::size_t axis, const detail::Lattice& lattice,
            Findings& findings)
      : cube_(cube),
        variable_(variable),
        axis_(axis),
        list_(*cube.axes[axis].list),
        lattice_(lattice),
        findings_(findings) {
    std::vector<bool> present(list_.members.size());
    for (const auto at : cube.axes[axis].index.view) present[static_cast<std::size_t>(at)] = true;
    complete_ = list_.exhaustive && list_.name != "age" && list_.total() >= 0;
    for (const Addend& addend : addends())
      if (addend.variable == cube.variable && list_.find(addend.member) >= 0) addends_.push_back(&addend);
    for (std::size_t i = 0; i < list_.members.size(); ++i) {
      const Member& member = list_.members[i];
      if (member.kind == Member::part)
        parts_.push_back(static_cast<std::int32_t>(i)), complete_ = complete_ && present[i];
      if (member.kind != Member::total && present[i]) below_.push_back(static_cast<std::int32_t>(i));
    }
  }

  /// The other axes stand as in `row`, which is a row of the total.
  void check(Index row) {
    at_.clear();
    for (const Codes& codes : cube_.axes) at_.push_back(codes.index[row]);
    const double total = cube_.value[row];
    for (const auto member : below_) compare_part(member, total);
    if (complete_) compare_sum(total);
  }

 private:
  std::optional<double> value(std::int32_t member) {
    at_[axis_] = member;
    const Index row = lattice_.row(at_);
    return row >= 0 && has_value(cube_.status[row]) ? std::optional(cube_.value[row]) : std::nullopt;
  }

  void compare_part(std::int32_t member, double total) {
    const auto part = value(member);
    if (!part || *part <= total + detail::tolerance(variable_, 1)) return;
    findings_.add(
        "part_exceeds_total",
        {detail::variable_argument(variable_), detail::code_at(cube_, 0, at_[0]), detail::code_at(cube_, 1, at_[1]),
         detail::code_at(cube_, axis_, member) + " " + detail::number_text(*part), detail::number_text(total)});
  }

  void compare_sum(double total) {
    const std::string& region = detail::code_at(cube_, 0, at_[0]);
    const std::string& period = detail::code_at(cube_, 1, at_[1]);
    const Addend* addend = addend_of(region, period);
    double sum = 0;
    for (const auto part : parts_) {
      const auto number = value(part);
      if (!number && !addend) return;
      sum += number.value_or(0);
    }
    if (addend) sum += value(static_cast<std::int32_t>(list_.find(addend->member))).value_or(0);
    if (std::abs(sum - total) <= detail::tolerance(variable_, parts_.size())) return;
    findings_.add("total_differs_from_parts",
                  {detail::variable_argument(variable_), region, period, detail::number_text(total),
                   detail::number_text(sum), detail::number_text(total - sum), detail::unknown_reason()});
  }

  const Addend* addend_of(const std::string& region, const std::string& period) {
    for (const Addend* addend : addends_) {
      const std::string state = region.substr(0, 2);
      if (!holds(addend->states, state) || !holds(addend->periods, period)) continue;
      if (said_.insert(state + period).second)
        findings_.add("of_which_is_addend", {detail::variable_argument(variable_), state, period, addend->note});
      return addend;
    }
    return nullptr;
  }

  const Cube& cube_;
  const Variable& variable_;
  std::size_t axis_;
  const Codelist& list_;
  const detail::Lattice& lattice_;
  Findings& findings_;
  std::vector<std::int32_t> parts_, below_, at_;
  std::vector<const Addend*> addends_;
  bool complete_ = false;
  std::set<std::string> said_;
};

void check_cube(const Cube& cube, const Variable& variable, Findings& findings) {
  const detail::Lattice lattice(cube);
  for (Index row = 0; row < cube.rows(); ++row)
    if (cube.value[row] < 0 && has_value(cube.status[row]))
      findings.add("negative_value", {detail::variable_argument(variable), std::string(cube.axes[0].code(row)),
                                      std::string(cube.axes[1].code(row)), detail::number_text(cube.value[row])});
  for (std::size_t axis = 2; axis < cube.axes.size(); ++axis) {
    const auto total = static_cast<std::int32_t>(cube.axes[axis].list->total());
    AxisCheck check(cube, variable, axis, lattice, findings);
    for (Index row = 0; row < cube.rows(); ++row)
      if (cube.axes[axis].index[row] == total && has_value(cube.status[row])) check.check(row);
  }
}

}  // namespace

Findings check_parts(const Observations& observations) {
  Findings findings;
  detail::for_each_cube(observations, Variable::count,
                        [&](const Cube& cube, const Variable& variable) { check_cube(cube, variable, findings); });
  return findings;
}

}  // namespace werdegang::inline v0
