#include <cmath>
#include <map>
#include <set>

#include "flow_tools.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {
namespace {

/// A sum that knows whether all of its parts were known.
struct Sum {
  double value = 0;
  Status status = Status::computed;
  void add(double part, Status part_status) {
    value += has_value(part_status) ? part : 0;
    status = combine(status, part_status);
  }
};

using Place = std::pair<std::string, std::string>;  // period, stage

struct Moves {
  std::map<Place, Sum> in, out;
  std::set<std::string> periods;  ///< of which anything is known
};

Moves moves_of(const Flows& flows) {
  Moves moves;
  for (Index row = 0; row < flows.rows(); ++row) {
    const std::string from(flows.origin.code(row)), to(flows.destination.code(row)), when(flows.period.code(row));
    moves.periods.insert(when);
    if (from == to) continue;
    moves.out[{when, from}].add(flows.count[row], flows.status[row]);
    moves.in[{when, to}].add(flows.count[row], flows.status[row]);
  }
  return moves;
}

/// Stocks by period and stage; the periods in their standard form, each once.
std::map<Place, double> read_stocks(const Table& table, const detail::NamedCodes& stage,
                                    std::vector<std::string>& periods) {
  const auto period = detail::read_codes(table.column("period"));
  std::vector<std::string> standard;
  for (const auto& text : period.names.names()) standard.push_back(to_string(parse_period(text)));
  std::map<Place, double> stock;
  std::set<std::string> seen;
  for (Index row = 0; row < table.rows(); ++row) {
    const auto at = static_cast<std::size_t>(row);
    double count = 0;
    if (!detail::cell_number(table.column("count"), row, count) || stage.index[at] < 0 || period.index[at] < 0)
      continue;
    const std::string place = "row " + std::to_string(row) + " of the stocks";
    if (count < 0) throw InvalidArgument("count " + detail::count_text(count), place, "0 or more");
    const Place key{standard[static_cast<std::size_t>(period.index[at])],
                    stage.names.names()[static_cast<std::size_t>(stage.index[at])]};
    if (!stock.emplace(key, count).second)
      throw InvalidArgument(key.second + " in " + key.first + " twice", place, "each stage once in a period");
    if (seen.insert(key.first).second) periods.push_back(key.first);
  }
  return stock;
}

/// Stage, start, inflow, outflow, end of one period.
struct Line {
  std::string stage, period;
  double start, inflow, outflow, end;
  Status status;
  double difference() const { return start + inflow - outflow - end; }
};

Table balance_table(const std::vector<Line>& lines) {
  detail::NamedCodes stage{"stage", {}, {}}, period{"period", {}, {}};
  std::vector<double> columns[5];
  std::vector<Status> status;
  for (const Line& line : lines) {
    stage.index.push_back(stage.names.add(line.stage));
    period.index.push_back(period.names.add(line.period));
    const double values[] = {line.start, line.inflow, line.outflow, line.end, line.difference()};
    for (std::size_t i = 0; i < 5; ++i) columns[i].push_back(values[i]);
    status.push_back(line.status);
  }
  const auto coded = [](const detail::NamedCodes& codes, const CodelistPtr& list) {
    return detail::code_column(codes.name, detail::recoded(codes.index, codes.names.names(), *list), list);
  };
  const auto known = detail::values_known(status);
  return Table({coded(stage, detail::stage_list(stage.names.names())),
                coded(period, detail::period_list(period.names.names())),
                detail::number_column("start", Role::count, std::move(columns[0])),
                detail::number_column("inflow", Role::count, std::move(columns[1]), known),
                detail::number_column("outflow", Role::count, std::move(columns[2]), known),
                detail::number_column("end", Role::count, std::move(columns[3])),
                detail::number_column("difference", Role::measure, std::move(columns[4]), known),
                detail::status_column(status)});
}

}  // namespace

Built<Table> check_balance(const Flows& flows, const Table& stocks) {
  const auto stage = detail::read_codes(stocks.column("stage"));
  std::vector<std::string> texts;
  const auto stock = read_stocks(stocks, stage, texts);
  const CodelistPtr periods = detail::period_list(texts);
  Moves moves = moves_of(flows);
  std::vector<Line> lines;
  Findings findings;
  for (std::size_t p = 0; p + 1 < periods->members.size(); ++p)
    for (const auto& name : stage.names.names()) {
      const std::string& when = periods->members[p].code;
      const auto start = stock.find({when, name}), end = stock.find({periods->members[p + 1].code, name});
      if (start == stock.end() || end == stock.end()) continue;
      const Sum in = moves.in[{when, name}], out = moves.out[{when, name}];
      const Status status = moves.periods.contains(when) ? combine(in.status, out.status) : Status::missing;
      lines.push_back({name, when, start->second, in.value, out.value, end->second, status});
      const Line& line = lines.back();
      if (!has_value(line.status) || std::abs(line.difference()) <= 1e-9 * std::max(1.0, line.start)) continue;
      findings.add("unbalanced_stage",
                   {labelled(name, stage_label(name, "de"), stage_label(name, "en")), when,
                    detail::count_text(line.start), detail::count_text(line.inflow), detail::count_text(line.outflow),
                    detail::count_text(line.end), detail::count_text(line.difference())});
    }
  return {balance_table(lines), std::move(findings)};
}

}  // namespace werdegang::inline v0
