#include "flow_tools.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include "../table/taken.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/period.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr Index own_stage_order = 940;  // before the exits of the catalogue

bool whole_number(std::string_view text, long long& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && end == text.data() + text.size();
}

}  // namespace

const Codes& no_codes(std::string_view list) {
  static const Codes stages{{}, stage_list({})}, periods{{}, period_list({})};
  return list == "period" ? periods : stages;
}

std::string count_text(double value) {
  char text[40];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::int32_t Names::add(std::string_view name) {
  const auto [at, added] = position_.try_emplace(std::string(name), static_cast<std::int32_t>(names_.size()));
  if (added) names_.emplace_back(name);
  return at->second;
}

NamedCodes read_codes(const Column& column) {
  if (std::holds_alternative<Buffer<double>>(column.data))
    throw InvalidArgument("numbers with decimals", "column '" + column.name + "'",
                          "codes or texts; name the breakdowns with groups=[...] when it is none");
  NamedCodes result{column.name, {}, {}};
  const Index rows = column.size();
  result.index.reserve(static_cast<std::size_t>(rows));
  const auto* codes = std::get_if<Codes>(&column.data);
  std::vector<std::int32_t> known(codes ? codes->list->members.size() : 0, -2);
  for (Index row = 0; row < rows; ++row) {
    if (!column.valid(row) || (codes && codes->index[row] < 0)) {
      result.index.push_back(-1);
      continue;
    }
    if (codes) {
      std::int32_t& at = known[static_cast<std::size_t>(codes->index[row])];
      if (at == -2) at = codes->code(row).empty() ? -1 : result.names.add(codes->code(row));
      result.index.push_back(at);
      continue;
    }
    const std::string text = cell_text(column, row);
    result.index.push_back(text.empty() ? -1 : result.names.add(text));
  }
  return result;
}

CodelistPtr stage_list(const std::vector<std::string>& names) {
  struct Placed {
    Index order;
    long long number;
    std::string name;
  };
  std::vector<Placed> placed;
  for (const auto& name : names) {
    const Stage* stage = find_stage(name);
    long long number = 0;
    if (!stage && !whole_number(name, number)) number = std::numeric_limits<long long>::max();
    placed.push_back({stage ? stage->order : own_stage_order, stage ? 0 : number, name});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return a.order != b.order ? a.order < b.order : a.number < b.number;
  });
  auto list = std::make_shared<Codelist>();
  list->name = "stage";
  list->label_de = stage_codelist()->label_de;
  list->label_en = stage_codelist()->label_en;
  for (const Placed& item : placed)
    list->members.push_back(
        {item.name, stage_label(item.name, "de"), stage_label(item.name, "en"), -1, Member::part, {}, {}});
  for (Member& member : list->members)
    if (const Stage* stage = find_stage(member.code)) member.parent = list->find(stage->parent);
  return list;
}

CodelistPtr period_list(const std::vector<std::string>& texts) {
  std::vector<Period> periods;
  for (const auto& text : texts) periods.push_back(parse_period(text));
  std::sort(periods.begin(), periods.end());
  periods.erase(std::unique(periods.begin(), periods.end()), periods.end());
  std::vector<std::string> codes;
  for (const Period period : periods) codes.push_back(to_string(period));
  return plain_list("period", codes);
}

std::vector<std::int32_t> recoded(std::span<const std::int32_t> index, const std::vector<std::string>& from,
                                  const Codelist& to) {
  std::unordered_map<std::string_view, std::int32_t> position;
  for (const Member& member : to.members) position.emplace(member.code, static_cast<std::int32_t>(position.size()));
  std::vector<std::int32_t> place;
  for (const auto& code : from) {
    const auto at = position.find(code);
    place.push_back(at == position.end() ? -1 : at->second);
  }
  std::vector<std::int32_t> result;
  result.reserve(index.size());
  for (const auto at : index) result.push_back(at < 0 ? -1 : place[static_cast<std::size_t>(at)]);
  return result;
}

std::vector<std::string> codes_of(const Codelist& list) {
  std::vector<std::string> codes;
  for (const Member& member : list.members) codes.push_back(member.code);
  return codes;
}

std::vector<std::span<const std::int32_t>> key_columns(const Flows& flows) {
  std::vector<std::span<const std::int32_t>> keys{flows.period.index.view};
  for (const Codes& group : flows.groups) keys.push_back(group.index.view);
  keys.push_back(flows.origin.index.view);
  keys.push_back(flows.destination.index.view);
  return keys;
}

std::vector<Index> sorted_rows(const std::vector<std::span<const std::int32_t>>& keys, Index rows) {
  std::vector<Index> order(static_cast<std::size_t>(rows));
  std::iota(order.begin(), order.end(), Index{0});
  std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) {
    for (const auto& key : keys) {
      const auto x = key[static_cast<std::size_t>(a)], y = key[static_cast<std::size_t>(b)];
      if (x != y) return x < y;
    }
    return false;
  });
  return order;
}

bool same_key(const std::vector<std::span<const std::int32_t>>& keys, Index a, Index b) {
  return std::all_of(keys.begin(), keys.end(), [&](const auto& key) {
    return key[static_cast<std::size_t>(a)] == key[static_cast<std::size_t>(b)];
  });
}

Flows taken(const Flows& flows, std::span<const Index> rows) {
  Flows result{
      taken(flows.origin, rows), taken(flows.destination, rows), taken(flows.period, rows), {},
      taken(flows.count, rows),  taken(flows.lower, rows),       taken(flows.upper, rows),  taken(flows.status, rows)};
  for (const Codes& group : flows.groups) result.groups.push_back(taken(group, rows));
  return result;
}

}  // namespace werdegang::inline v0::detail
