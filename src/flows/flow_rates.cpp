#include <algorithm>
#include <limits>
#include <map>
#include <optional>

#include "../kernels/checks.hpp"
#include "../model/flow_tools.hpp"
#include "../table/make_column.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"
#include "werdegang/flows/reconstructed_cohort.hpp"
#include "werdegang/kernels/cohort_rates.hpp"

namespace werdegang::inline v0 {
namespace {

struct GradeYear {
  std::optional<double> enrolment, repeaters, graduates;
};

struct Ladder {
  std::vector<std::string> grades;  // in their order
  std::map<Period, std::vector<GradeYear>> years;
};

std::optional<double> cell(const Table& table, std::string_view name, Index row) {
  double value = 0;
  if (!table.has(name) || !detail::cell_number(table.column(name), row, value)) return {};
  return value;
}

Ladder read_ladder(const Table& table) {
  const auto grade = detail::read_codes(table.column("grade")), period = detail::read_codes(table.column("period"));
  table.column("enrolment");
  table.column("repeaters");
  Ladder ladder;
  const CodelistPtr order = detail::stage_list(grade.names.names());
  for (const Member& member : order->members) ladder.grades.push_back(member.code);
  const auto place = detail::recoded(grade.index, grade.names.names(), *order);
  std::map<std::pair<Period, std::int32_t>, Index> seen;
  for (Index row = 0; row < table.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    if (place[at] < 0 || period.index[at] < 0)
      throw InvalidArgument("row " + std::to_string(row), "flow_rates", "a grade and a period in every row");
    const std::string& when = period.names.names()[static_cast<std::size_t>(period.index[at])];
    const std::string& name = ladder.grades[static_cast<std::size_t>(place[at])];
    auto& year = ladder.years[parse_period(when)];
    year.resize(ladder.grades.size());
    if (!seen.emplace(std::pair{parse_period(when), place[at]}, row).second)
      throw InvalidArgument("grade " + name + " twice in " + when, "flow_rates", "every grade once in a period");
    const GradeYear figures{cell(table, "enrolment", row), cell(table, "repeaters", row),
                            cell(table, "graduates", row)};
    for (const auto& value : {figures.enrolment, figures.repeaters, figures.graduates})
      if (value && *value < 0)
        throw InvalidArgument(detail::named("a count", *value), "grade " + name + ", " + when, "0 or more");
    if (figures.enrolment && figures.repeaters && *figures.repeaters > *figures.enrolment)
      throw InvalidArgument(detail::named("repeaters", *figures.repeaters), "grade " + name + ", " + when,
                            "no more than its " + detail::named("pupils", *figures.enrolment));
    year[static_cast<std::size_t>(place[at])] = figures;
  }
  return ladder;
}

/// The columns of the result; a rate without its figures is null.
struct RateColumns {
  std::vector<std::int32_t> grade, period, flag;
  std::vector<double> rates[5];
  std::vector<std::uint8_t> known[5];
  std::vector<Status> status;

  void add(std::int32_t g, std::int32_t p, const std::vector<std::optional<double>>& values, Status state) {
    grade.push_back(g);
    period.push_back(p);
    for (std::size_t i = 0; i < 5; ++i) {
      rates[i].push_back(values[i].value_or(0));
      known[i].push_back(values[i].has_value());
    }
    status.push_back(state);
    flag.push_back(values[2] && *values[2] < 0 ? 1 : 0);
  }
};

double number(std::optional<double> figure) { return figure.value_or(std::numeric_limits<double>::quiet_NaN()); }

std::optional<double> value(const Quantity& rate) {
  return rate.has_value() ? std::optional(rate.value) : std::nullopt;
}

std::optional<double> ratio(std::optional<double> top, std::optional<double> bottom) {
  if (!top || !bottom || *bottom <= 0) return {};
  return *top / *bottom;
}

void add_grade(RateColumns& columns, std::int32_t g, std::int32_t p, const std::vector<GradeYear>& now,
               const std::vector<GradeYear>& next) {
  const auto at = static_cast<std::size_t>(g);
  const bool last = at + 1 == now.size();
  std::optional<double> promoted = now[at].graduates;
  if (!last) {
    const GradeYear& above = next[at + 1];
    promoted = above.enrolment && above.repeaters ? std::optional(*above.enrolment - *above.repeaters) : std::nullopt;
  }
  const auto enrolment = now[at].enrolment, repeated = next[at].repeaters;
  const GradeFlow flow = grade_flow(number(enrolment), number(promoted), number(repeated));
  std::optional<double> staying;
  if (enrolment && repeated) staying = *enrolment - *repeated;
  columns.add(g, p,
              {value(flow.promotion), value(flow.repetition), value(flow.dropout), ratio(promoted, staying),
               ratio(repeated, next[at].enrolment)},
              flow.dropout.status);
}

}  // namespace

Table flow_rates(const Table& grades) {
  Ladder ladder = read_ladder(grades);
  RateColumns columns;
  std::vector<std::string> periods;
  for (auto& [period, year] : ladder.years) {
    const auto next = ladder.years.find(period.shifted(1));
    if (next == ladder.years.end()) continue;
    for (std::size_t g = 0; g < ladder.grades.size(); ++g)
      add_grade(columns, static_cast<std::int32_t>(g), static_cast<std::int32_t>(periods.size()), year, next->second);
    periods.push_back(to_string(period));
  }
  if (periods.empty() && ladder.years.size() > 1)
    throw InvalidArgument("no two periods that follow each other, from " + to_string(ladder.years.begin()->first) +
                              " to " + to_string(ladder.years.rbegin()->first),
                          "flow_rates", "rows of a period and of the one a year later");
  std::vector<Column> result{
      detail::code_column("grade", std::move(columns.grade), detail::plain_list("grade", ladder.grades)),
      detail::code_column("period", std::move(columns.period), detail::plain_list("period", periods))};
  constexpr const char* names[] = {"promotion", "repetition", "dropout", "effective_promotion", "repetition_same_year"};
  for (std::size_t i = 0; i < 5; ++i)
    result.push_back(
        detail::number_column(names[i], Role::measure, std::move(columns.rates[i]), std::move(columns.known[i])));
  result.push_back(detail::status_column(columns.status));
  result.push_back(detail::code_column("flags", std::move(columns.flag),
                                       detail::plain_list("flags", {"", to_string(Flag::out_of_range)})));
  result.back().role = Role::quality;
  return Table(std::move(result));
}

GradeRates grade_rates(const Table& rates, const std::string& period) {
  const Column &grade = rates.column("grade"), &when = rates.column("period");
  const std::string wanted = !period.empty() ? period : rates.rows() ? cell_text(when, rates.rows() - 1) : "";
  GradeRates result;
  for (Index row = 0; row < rates.rows(); ++row) {
    if (cell_text(when, row) != wanted) continue;
    double p = 0, r = 0, d = 0;
    if (!detail::cell_number(rates.column("promotion"), row, p) ||
        !detail::cell_number(rates.column("repetition"), row, r) ||
        !detail::cell_number(rates.column("dropout"), row, d))
      throw InvalidArgument("grade " + cell_text(grade, row) + " without a rate", "the flow rates of " + wanted,
                            "promotion and repetition for every grade, graduates for the last one");
    result.grades.push_back(cell_text(grade, row));
    result.promotion.push_back(p);
    result.repetition.push_back(r);
    result.dropout.push_back(d);
  }
  if (result.grades.empty())
    throw InvalidArgument(wanted.empty() ? "no period" : "period " + wanted, "flow rates",
                          "a year that the next one follows");
  return result;
}

}  // namespace werdegang::inline v0
