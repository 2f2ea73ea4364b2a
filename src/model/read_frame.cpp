#include "read_frame.hpp"

#include <algorithm>
#include <cmath>

#include "raw_codes.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

std::string place_of(std::string_view column, std::string_view frame) {
  return "column '" + std::string(column) + "' of " + std::string(frame);
}

/// No value in any row, as of a column whose type nobody could tell.
bool without_values(const Column& column) {
  for (Index row = 0; row < column.size(); ++row) {
    if (!column.valid(row)) continue;
    const auto* codes = std::get_if<Codes>(&column.data);
    const auto* numbers = std::get_if<Buffer<double>>(&column.data);
    if ((!codes || codes->index[row] >= 0) && (!numbers || !std::isnan((*numbers)[row]))) return false;
  }
  return true;
}

std::string first_value(const Column& column) {
  for (Index row = 0; row < column.size(); ++row)
    if (const auto text = cell_text(column, row); !text.empty())
      return "'" + text + "' in row " + std::to_string(row + 1);
  return "a column of another type";
}

/// Numbers without NaN: a missing one is marked in the validity.
Column known_numbers(const Column& column) {
  const auto& values = std::get<Buffer<double>>(column.data);
  if (std::none_of(values.view.begin(), values.view.end(), [](double x) { return std::isnan(x); })) return column;
  std::vector<std::uint8_t> valid(values.view.size());
  std::vector<double> numbers(values.view.begin(), values.view.end());
  for (Index row = 0; row < values.size(); ++row) {
    const auto i = static_cast<std::size_t>(row);
    valid[i] = column.valid(row) && !std::isnan(numbers[i]) ? 1 : 0;
    if (!valid[i]) numbers[i] = 0;
  }
  return {column.name, column.role, Buffer<double>(std::move(numbers)), Buffer<std::uint8_t>(std::move(valid))};
}

Column as_numbers(const Column& column, std::string_view frame) {
  if (std::holds_alternative<Buffer<double>>(column.data)) {
    Column numbers = known_numbers(column);
    for (const double x : std::get<Buffer<double>>(numbers.data).view)
      if (std::isinf(x)) throw InvalidArgument("an infinite number", place_of(column.name, frame), "finite numbers");
    return numbers;
  }
  const auto* integers = std::get_if<Buffer<Index>>(&column.data);
  if (!integers) throw InvalidArgument(first_value(column), place_of(column.name, frame), "numbers");
  std::vector<double> numbers(integers->view.begin(), integers->view.end());
  return {column.name, column.role, Buffer<double>(std::move(numbers)), column.validity};
}

/// Keys without blanks around them, which is said; one of blanks only is none.
Column trimmed(Column column, const FrameRule& rule, Place place, Notes& notes) {
  const auto& text = std::get<Text>(column.data);
  Index row = 0;
  while (row < text.size() && without_blanks(text[row]).size() == text[row].size()) ++row;
  if (row == text.size()) return column;
  std::vector<std::string> keys;
  for (row = 0; row < text.size(); ++row) {
    keys.emplace_back(without_blanks(text[row]));
    if (column.valid(row) && !keys.back().empty() && keys.back().size() != text[row].size())
      notes.add("trimmed_key", {place.frame, row, place.column}, [&] {
        return std::vector{bilingual(rule.label_de, rule.label_en), keys.back(), column.name};
      });
  }
  column.data = Text::from(keys);
  return column;
}

bool blanks_around(const Codes& codes) {
  return std::any_of(codes.list->members.begin(), codes.list->members.end(),
                     [](const Member& member) { return without_blanks(member.code).size() != member.code.size(); });
}

Column as_keys(const Column& column, const ColumnRule& column_rule, const FrameRule& rule, Place place, Notes& notes) {
  if (column.role == Role::quality && std::holds_alternative<Buffer<Index>>(column.data))
    throw InvalidArgument("truth values", place_of(column.name, rule.name), "texts or whole numbers");
  const bool names = column_rule.name == "code";
  if (!names && std::holds_alternative<Buffer<Index>>(column.data)) return column;
  if (!names && std::holds_alternative<Buffer<double>>(column.data))
    return whole_numbers(column, rule.name, "texts or whole numbers");
  const auto* codes = std::get_if<Codes>(&column.data);
  if (codes && column_rule.type == ColumnType::reference && !blanks_around(*codes)) return column;
  return trimmed(as_text(column, rule.name), rule, place, notes);
}

Column converted(const Column& column, const ColumnRule& column_rule, const FrameRule& rule, const OwnWords& own,
                 Place place, Notes& notes) {
  switch (column_rule.type) {
    case ColumnType::key:
    case ColumnType::reference:
      return as_keys(column, column_rule, rule, place, notes);
    case ColumnType::number:
      return as_numbers(column, rule.name);
    case ColumnType::text:
      return as_text(column, rule.name);
    case ColumnType::date:
      return as_dates(column, rule, place, notes);
    case ColumnType::region:
      return as_regions(column, rule, own, place, notes);
    case ColumnType::code:
      break;
  }
  const auto& words = column_rule.list == "actor_kind" ? own.actor_kinds : vocabulary(column_rule.list);
  return as_codes(column, column_rule, rule, words, place, notes);
}

/// An attribute of the user's own: kept as it is, codes sorted and without repetition, numbers without NaN.
Column attribute(const Column& column) {
  if (std::holds_alternative<Buffer<double>>(column.data)) return known_numbers(column);
  const auto* codes = std::get_if<Codes>(&column.data);
  if (!codes) return column;
  std::vector<std::optional<Member>> meaning;
  for (const Member& member : codes->list->members) {
    meaning.emplace_back(member);
    meaning.back()->parent = -1;
  }
  Codelist head = *codes->list;
  return {column.name, column.role, coded(raw_codes(column), meaning, std::move(head)), {}};
}

/// What a known column is, whatever its producer made of it.
Role role_of(const ColumnRule& rule) {
  if (rule.type == ColumnType::text) return Role::text;
  if (rule.type == ColumnType::number) return rule.name == "capacity" ? Role::count : Role::measure;
  return Role::dimension;
}

void require_columns(const Table& table, const FrameRule& rule) {
  std::vector<std::string> given;
  for (const Column& column : table.columns()) given.push_back(column.name);
  for (const ColumnRule& column : rule.columns) {
    if (!column.required || table.has(column.name)) continue;
    std::string needed, known;
    for (const ColumnRule& item : rule.columns) {
      auto& list = item.required ? needed : known;
      list += (list.empty() ? "" : ", ") + std::string(item.name);
    }
    const auto nearest = nearest_names(column.name, given, 1);
    std::string found;
    for (const auto& name : given) found += (found.empty() ? "" : ", ") + name;
    throw InvalidArgument("no column '" + std::string(column.name) + "'", std::string(rule.name),
                          needed + (known.empty() ? "" : " (and if known " + known + ")") + ", found " + found +
                              (nearest.empty() ? "" : "; is it '" + nearest.front() + "'?"));
  }
}

}  // namespace

const ReadColumn* ReadFrame::find(std::string_view name) const {
  for (const ReadColumn& column : columns)
    if (column.column.name == name) return &column;
  return nullptr;
}

Place ReadFrame::at(std::string_view name, Index row) const {
  const ReadColumn* column = find(name);
  return {frame, row, column ? column->place : -1};
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos ? std::string_view{}
                                         : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

Column as_text(const Column& column, std::string_view frame) {
  if (std::holds_alternative<Text>(column.data)) return column;
  const auto* codes = std::get_if<Codes>(&column.data);
  if (!codes) throw InvalidArgument(first_value(column), place_of(column.name, frame), "texts");
  std::vector<std::int64_t> offsets{0};
  std::vector<char> bytes;
  std::vector<std::uint8_t> valid;
  offsets.reserve(codes->index.view.size() + 1);
  for (Index row = 0; row < codes->index.size(); ++row) {
    const bool known = column.valid(row) && codes->index[row] >= 0;
    const auto text = known ? codes->code(row) : std::string_view{};
    bytes.insert(bytes.end(), text.begin(), text.end());
    offsets.push_back(static_cast<std::int64_t>(bytes.size()));
    valid.push_back(known ? 1 : 0);
  }
  return {column.name, column.role, Text{Buffer<std::int64_t>(std::move(offsets)), Buffer<char>(std::move(bytes))},
          Buffer<std::uint8_t>(std::move(valid))};
}

Column whole_numbers(const Column& column, std::string_view frame, std::string_view expected) {
  const Column numbers = known_numbers(column);
  std::vector<Index> whole;
  for (const double x : std::get<Buffer<double>>(numbers.data).view) {
    if (x != std::floor(x) || std::abs(x) > 9e15)
      throw InvalidArgument(first_value(column), place_of(column.name, frame), expected);
    whole.push_back(static_cast<Index>(x));
  }
  return {column.name, column.role, Buffer<Index>(std::move(whole)), numbers.validity};
}

ReadFrame read_frame(const Table& table, const FrameRule& rule, const OwnWords& own, Notes& notes) {
  ReadFrame frame;
  if (table.columns().empty()) return frame;
  require_columns(table, rule);
  frame.rule = &rule;
  frame.frame = notes.frame(rule.name);
  frame.rows = table.rows();
  const auto& given = table.columns();
  const auto position = [&](const Column& column) { return static_cast<Index>(&column - given.data()); };
  for (const ColumnRule& column_rule : rule.columns) {
    if (!table.has(column_rule.name)) continue;
    const Column& column = table.column(column_rule.name);
    if (!column_rule.required && without_values(column)) continue;
    const Place place{frame.frame, -1, position(column)};
    frame.columns.push_back({&column_rule, converted(column, column_rule, rule, own, place, notes), place.column});
    frame.columns.back().column.role = role_of(column_rule);
  }
  const auto known = static_cast<std::ptrdiff_t>(frame.columns.size());
  for (const Column& column : given)
    if (!rule.find(column.name)) frame.columns.push_back({nullptr, attribute(column), position(column)});
  std::sort(frame.columns.begin() + known, frame.columns.end(),
            [](const ReadColumn& a, const ReadColumn& b) { return a.column.name < b.column.name; });
  return frame;
}

}  // namespace werdegang::inline v0::detail
