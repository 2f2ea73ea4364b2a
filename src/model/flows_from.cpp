#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "count_number.hpp"
#include "flow_counts.hpp"
#include "flow_tools.hpp"
#include "flow_totals.hpp"
#include "stage_words.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0 {
namespace {

using detail::count_text;
using detail::NamedCodes;

constexpr Index most_findings = 1000;  // of one code

std::string counted(Index number, const char* one_de, const char* many_de, const char* one_en, const char* many_en) {
  const std::string text = std::to_string(number) + " ";
  return bilingual(text + (number == 1 ? one_de : many_de), text + (number == 1 ? one_en : many_en));
}
std::string rows_text(Index number) { return counted(number, "Zeile", "Zeilen", "row", "rows"); }
std::string persons_text(double number) {
  const std::string text = count_text(number) + " ";
  return bilingual(text + (number == 1 ? "Person" : "Personen"), text + (number == 1 ? "person" : "persons"));
}
std::string stage_argument(const std::string& id) { return labelled(id, stage_label(id, "de"), stage_label(id, "en")); }

/// Reads one table; every step adds what it finds odd.
class FlowReader {
 public:
  FlowReader(const Table& table, const FlowColumns& columns) : table_(table), columns_(columns) {}

  Built<Flows> read() {
    for (const auto& name : {columns_.origin, columns_.destination, columns_.count}) require(name);
    read_period();
    read_groups();
    counts_ = detail::read_counts(table_, columns_);
    origin_ = read_stages(columns_.origin, written_origin_);
    destination_ = read_stages(columns_.destination, written_destination_);
    leave_out_totals();
    leave_out_duplicates();
    report_missing();
    report_figures();
    report_rest();
    report_stages();
    return {freeze(), std::move(findings_)};
  }

 private:
  Index rows() const { return table_.rows(); }

  void require(const std::string& name) const {
    if (table_.has(name)) return;
    std::vector<std::string> known;
    for (const Column& column : table_.columns()) known.push_back(column.name);
    throw UnknownName("column of flows", name, std::move(known));
  }

  void read_period() {
    const std::string name = !columns_.period.empty() ? columns_.period : table_.has("period") ? "period" : "";
    if (name.empty()) {
      period_.index.assign(static_cast<std::size_t>(rows()), -1);
      return;
    }
    const NamedCodes given = detail::read_codes(table_.column(name));
    std::vector<std::int32_t> place;
    for (const auto& text : given.names.names()) place.push_back(period_.names.add(to_string(parse_period(text))));
    for (const auto at : given.index) period_.index.push_back(at < 0 ? -1 : place[static_cast<std::size_t>(at)]);
    used_ = name;
  }

  void read_groups() {
    std::vector<std::string> names;
    if (columns_.groups) {
      names = *columns_.groups;
    } else {
      const std::set<std::string> taken{columns_.origin,
                                        columns_.destination,
                                        columns_.count,
                                        used_,
                                        columns_.lower.empty() ? "lower" : columns_.lower,
                                        columns_.upper.empty() ? "upper" : columns_.upper,
                                        columns_.status.empty() ? "status" : columns_.status};
      for (const Column& column : table_.columns())
        if (!taken.contains(column.name)) names.push_back(column.name);
    }
    for (const auto& name : names) groups_.push_back(detail::read_codes(table_.column(name)));
    if (columns_.source.empty() || table_.has("source")) return;
    groups_.push_back({"source", {}, std::vector<std::int32_t>(static_cast<std::size_t>(rows()), 0)});
    groups_.back().names.add(columns_.source);
  }

  /// The stages of a column, and in `written` which of them were written alike.
  NamedCodes read_stages(const std::string& name, std::vector<std::int32_t>& written) {
    const Column& column = table_.column(name);
    NamedCodes codes = detail::read_codes(column);
    NamedCodes result{name, {}, {}};
    std::vector<std::int32_t> place;
    for (const auto& text : codes.names.names()) {
      const std::string stage = stage_of(text);
      place.push_back(stage.empty() ? -1 : result.names.add(stage));
    }
    const auto* coded = std::get_if<Codes>(&column.data);
    for (std::size_t row = 0; row < codes.index.size(); ++row) {
      const auto at = codes.index[row];
      const auto index = static_cast<Index>(row);
      const bool null = !column.valid(index) || (coded && coded->index[index] < 0);
      written.push_back(at >= 0 ? at : null ? -1 : -2);
      const auto stage = at < 0 ? -1 : place[static_cast<std::size_t>(at)];
      missing_[name].push_back(stage < 0);
      result.index.push_back(stage < 0 ? result.names.add(unknown_stage) : stage);
    }
    return result;
  }

  /// The stage that a text names; empty for blanks. Names of actors are left as they are.
  std::string stage_of(const std::string& given) {
    const std::string text(detail::trimmed(given));
    if (text.empty()) return text;
    if (means_unknown(text)) {
      if (text != unknown_stage && said_.insert(text).second) findings_.add("read_as_unknown", {text});
      return std::string(unknown_stage);
    }
    if (!columns_.catalogue) return given;
    const Stage* stage = find_stage(text) ? nullptr : detail::stage_by_word(text);
    if (!stage) return text;
    if (said_.insert(text).second) findings_.add("read_as_stage", {text, stage->id});
    return stage->id;
  }

  void report_missing() {
    for (const auto& name : {columns_.origin, columns_.destination}) {
      const auto& missing = missing_[name];
      Index number = 0;
      double persons = 0;
      for (const Index row : kept_rows_)
        if (missing[static_cast<std::size_t>(row)]) {
          ++number;
          persons += counts_.count[static_cast<std::size_t>(row)];
        }
      if (number) findings_.add("missing_stage", {name, rows_text(number), persons_text(persons)});
    }
  }

  static std::int32_t total_of(const NamedCodes& codes) {
    const auto& names = codes.names.names();
    const auto at = std::find_if(names.begin(), names.end(), detail::means_total);
    return at == names.end() ? -1 : static_cast<std::int32_t>(at - names.begin());
  }

  void leave_out_totals() {
    std::vector<detail::TotalDimension> dimensions{
        {origin_.index, total_of(origin_), &origin_.names.names(), true},
        {destination_.index, total_of(destination_), &destination_.names.names(), true},
        {period_.index, -1, &period_.names.names(), false}};
    for (const auto& group : groups_) dimensions.push_back({group.index, total_of(group), &group.names.names(), false});
    const auto total = detail::total_rows(dimensions, rows());
    const auto count = std::count(total.begin(), total.end(), std::uint8_t{1});
    if (count) findings_.add("flow_total_left_out", {rows_text(count)});
    if (count) detail::compare_totals(dimensions, total, counts_.count, counts_.status, findings_);
    for (Index row = 0; row < rows(); ++row)
      if (!total[static_cast<std::size_t>(row)]) kept_.push_back(row);
  }

  /// The same transition twice, written alike: the first row holds. Written in several ways that mean one stage
  /// ("unbekannt", "keine Angabe", nothing), the rows are parts of one figure.
  void leave_out_duplicates() {
    std::vector<std::span<const std::int32_t>> keys{period_.index, origin_.index, destination_.index};
    for (const auto& group : groups_) keys.push_back(group.index);
    std::vector<std::uint8_t> left_out(static_cast<std::size_t>(rows()), 1);
    for (const Index row : kept_) left_out[static_cast<std::size_t>(row)] = 0;
    std::map<Index, Index> first_of;            // of rows written alike
    std::map<Index, std::vector<Index>> parts;  // rows of one transition that were written in several ways
    std::map<std::pair<std::int32_t, std::int32_t>, Index> ways;
    Index first = -1;
    for (const Index row : detail::sorted_rows(keys, rows())) {
      const auto at = static_cast<std::size_t>(row);
      if (left_out[at]) continue;
      if (first < 0 || !detail::same_key(keys, first, row)) {
        first = row;
        ways.clear();
      }
      const auto [way, added] = ways.try_emplace({written_origin_[at], written_destination_[at]}, row);
      if (!added)
        first_of[row] = way->second;
      else if (row != first)
        parts[first].push_back(row);
    }
    for (const auto& [row, kept] : first_of) report("duplicate_flow", row, {figure(kept), figure(row)});
    std::erase_if(kept_, [&](Index row) { return first_of.contains(row); });
    kept_rows_ = kept_;
    for (const auto& [row, others] : parts) add_parts(row, others);
    std::erase_if(kept_, [&](Index other) { return added_.contains(other); });
  }

  void add_parts(Index row, const std::vector<Index>& others) {
    const auto at = static_cast<std::size_t>(row);
    std::string figures = figure(row);
    for (const Index other : others) {
      const auto part = static_cast<std::size_t>(other);
      figures += " + " + figure(other);
      counts_.count[at] += counts_.count[part];
      counts_.lower[at] += counts_.lower[part];
      counts_.upper[at] += counts_.upper[part];
      counts_.status[at] = combine(counts_.status[at], counts_.status[part]);
      added_.insert(other);
    }
    if (!has_value(counts_.status[at])) counts_.count[at] = 0;
    report("same_stage_added", row, {figures, figure(row)});
  }

  /// A finding about the transition of a row; from the 1,001st of a kind on they are counted.
  void report(const std::string& code, Index row, const std::vector<std::string>& more) {
    if (reported_[code]++ >= most_findings) return;
    auto arguments = arguments_of(row);
    arguments.insert(arguments.end(), more.begin(), more.end());
    findings_.add(code, std::move(arguments), -1, row + 1);
  }

  void report_rest() {
    for (const auto& [code, number] : reported_)
      if (number > most_findings)
        findings_.add("further_flow_findings", {code, std::to_string(number - most_findings)});
  }

  std::string figure(Index row) const {
    const auto at = static_cast<std::size_t>(row);
    return has_value(counts_.status[at]) ? count_text(counts_.count[at]) : std::string(to_string(counts_.status[at]));
  }

  std::vector<std::string> arguments_of(Index row) const {
    const auto at = static_cast<std::size_t>(row);
    const auto name = [&](const NamedCodes& codes) {
      return stage_argument(codes.names.names()[static_cast<std::size_t>(codes.index[at])]);
    };
    const auto when = period_.index[at];
    return {name(origin_), name(destination_),
            when < 0 ? "" : ", " + period_.names.names()[static_cast<std::size_t>(when)]};
  }

  void report_figures() {
    for (const auto& [code, list] :
         {std::pair{"negative_flow", &counts_.negative}, std::pair{"unreadable_flow", &counts_.unreadable}})
      for (const auto& [row, text] : *list) report(code, row, {text});
    for (const auto& [row, value, lower, upper] : counts_.outside)
      report("flow_outside_bounds", row,
             {count_text(value), count_text(lower),
              std::isinf(upper) ? bilingual("unbegrenzt", "unlimited") : count_text(upper)});
    for (const auto& [key, found] : counts_.read_as)
      findings_.add(key.second, {key.first, rows_text(found.rows), found.text, count_text(found.value)});
  }

  void report_stages() {
    std::vector<std::pair<std::int32_t, std::int32_t>> pairs;  // in the order of their first row
    std::map<std::pair<std::int32_t, std::int32_t>, double> persons;
    for (const Index row : kept_) {
      const auto at = static_cast<std::size_t>(row);
      const std::pair pair{origin_.index[at], destination_.index[at]};
      const auto [place, added] = persons.try_emplace(pair, 0.0);
      if (added) pairs.push_back(pair);
      place->second += counts_.count[at];
    }
    std::set<std::string> own;
    std::vector<std::string> order;
    std::map<std::int32_t, std::set<std::string>> destinations;
    std::map<std::string, double> stayed;
    for (const auto& pair : pairs) {
      const auto& from = origin_.names.names()[static_cast<std::size_t>(pair.first)];
      const auto& to = destination_.names.names()[static_cast<std::size_t>(pair.second)];
      for (const std::string* name : {&from, &to})
        if (!find_stage(*name) && own.insert(*name).second) order.push_back(*name);
      destinations[pair.first].insert(to);
      if (from == to) stayed[from] += persons[pair];
    }
    if (columns_.catalogue && !order.empty()) findings_.add("unknown_stage", {joined(order)});
    for (const auto& [from, names] : destinations)
      for (const auto& name : names) report_whole(origin_.names.names()[static_cast<std::size_t>(from)], name, names);
    report_repetition(stayed);
  }

  void report_whole(const std::string& from, const std::string& part, const std::set<std::string>& names) {
    for (const Stage* stage = find_stage(part); stage && !stage->parent.empty(); stage = find_stage(stage->parent))
      if (names.contains(stage->parent))
        findings_.add("part_beside_whole", {stage_argument(stage->parent), stage_argument(part), stage_argument(from)});
  }

  void report_repetition(const std::map<std::string, double>& stayed) {
    std::string german, english;
    double persons = 0;
    for (const auto& [stage, count] : stayed) {
      if (count <= 0 || stage == unknown_stage) continue;
      german += (german.empty() ? "" : ", ") + stage_label(stage, "de");
      english += (english.empty() ? "" : ", ") + stage_label(stage, "en");
      persons += count;
    }
    if (persons > 0) findings_.add("repetition", {bilingual(german, english), persons_text(persons)});
  }

  static std::string joined(const std::vector<std::string>& names) {
    constexpr std::size_t shown = 12;
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), shown); ++i) text += (i ? ", " : "") + names[i];
    if (names.size() <= shown) return text;
    const std::string more = std::to_string(names.size() - shown);
    return bilingual(text + " und " + more + " weitere", text + " and " + more + " more");
  }

  Flows freeze() {
    std::vector<std::string> stages;
    std::set<std::string> seen;
    for (const Index row : kept_)
      for (const NamedCodes* codes : {&origin_, &destination_}) {
        const auto& name = codes->names.names()[static_cast<std::size_t>(codes->index[static_cast<std::size_t>(row)])];
        if (seen.insert(name).second) stages.push_back(name);
      }
    const CodelistPtr list = detail::stage_list(stages);
    const auto coded = [](const NamedCodes& codes, const CodelistPtr& target) {
      return Codes{Buffer<std::int32_t>(detail::recoded(codes.index, codes.names.names(), *target)), target};
    };
    Flows all{coded(origin_, list),
              coded(destination_, list),
              period_codes(),
              {},
              Buffer<double>(std::move(counts_.count)),
              Buffer<double>(std::move(counts_.lower)),
              Buffer<double>(std::move(counts_.upper)),
              Buffer<Status>(std::move(counts_.status))};
    for (const auto& group : groups_) {
      const CodelistPtr own = group_list(group);
      all.groups.push_back(coded(group, own));
    }
    return detail::taken(all, kept_);
  }

  Codes period_codes() {
    const auto& texts = period_.names.names();
    const CodelistPtr list = detail::period_list(texts);
    return {Buffer<std::int32_t>(detail::recoded(period_.index, texts, *list)), list};
  }

  /// The list the column came with where it has labels, else one of bare codes.
  CodelistPtr group_list(const NamedCodes& group) const {
    const auto* codes = table_.has(group.name) ? std::get_if<Codes>(&table_.column(group.name).data) : nullptr;
    if (!codes || codes->list->name != group.name) return detail::plain_list(group.name, group.names.names());
    return codes->list;
  }

  const Table& table_;
  const FlowColumns& columns_;
  std::string used_;
  NamedCodes period_{"period", {}, {}}, origin_, destination_;
  std::vector<NamedCodes> groups_;
  detail::FlowCounts counts_;
  std::vector<Index> kept_;
  std::vector<Index> kept_rows_;  // before rows of one transition were added
  std::vector<std::int32_t> written_origin_, written_destination_;
  std::map<std::string, std::vector<std::uint8_t>> missing_;  // by column
  std::set<std::string> said_;
  std::set<Index> added_;
  std::map<std::string, Index> reported_;
  Findings findings_;
};

}  // namespace

Built<Flows> flows_from(const Table& table, const FlowColumns& columns) { return FlowReader(table, columns).read(); }

}  // namespace werdegang::inline v0
