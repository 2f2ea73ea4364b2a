#include <cstring>
#include <string>

#include "numbering.hpp"
#include "pivot.hpp"
#include "werdegang/core/error.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::string_view footer_rule = "__________";
/// Longer codes are municipalities, which the catalogue does not list.
constexpr std::size_t district_digits = 5;

/// Steps over one field without quotes: returns it, moves `line` behind the separator; false at the end.
bool take_field(const char*& at, const char* end, std::string_view& field) {
  if (!at) return false;
  const auto* stop = static_cast<const char*>(std::memchr(at, ';', static_cast<std::size_t>(end - at)));
  field = {at, static_cast<std::size_t>((stop ? stop : end) - at)};
  at = stop ? stop + 1 : nullptr;
  return true;
}

class DataReader {
 public:
  DataReader(const TextFile& file, const PivotLayout& layout, Index source, Findings& findings)
      : file_(file), layout_(layout), source_(source), findings_(findings) {
    data_.columns = static_cast<Index>(layout.labels.size());
  }

  PivotData read() {
    std::string_view rest = std::string_view(file_.bytes).substr(layout_.first_byte);
    reserve(rest);
    Index number = layout_.first_line;
    while (!rest.empty()) {
      const std::string_view before = rest;
      const std::string_view line = take_line(rest);
      if (line.starts_with(footer_rule)) {
        data_.footer = before;
        break;
      }
      if (!line.empty()) record(line, number);
      ++number;
    }
    if (data_.footer.empty()) end_without_footer(number);
    expect_one_table(number);
    if (data_.rows() == 0)
      throw FormatError(file_.name, number, "no data lines; expected lines that begin with a region code");
    return std::move(data_);
  }

 private:
  void reserve(std::string_view rest) {
    const std::size_t first = std::max<std::size_t>(rest.find('\n'), 20);
    const std::size_t lines = first == std::string_view::npos ? 1 : rest.size() / first + 1;
    const std::size_t cells = lines * static_cast<std::size_t>(data_.columns);
    data_.value.reserve(cells);
    data_.status.reserve(cells);
    data_.flags.reserve(cells);
  }

  void end_without_footer(Index number) {
    if (!file_.bytes.ends_with('\n'))
      throw FormatError(file_.name, number - 1,
                        "the file ends inside a record and without its footnotes: it was cut; expected the rule "
                        "'__________' and the notes after the last line");
    findings_.add("missing_footer", {}, source_, number - 1);
  }

  void expect_one_table(Index number) const {
    std::string_view rest = data_.footer;
    for (; !rest.empty(); ++number)
      if (take_line(rest).starts_with(table_mark))
        throw FormatError(file_.name, number, "a second table begins here; expected one table in a file");
  }

  void record(std::string_view line, Index number) {
    const char* at = line.data();
    const char* const end = at + line.size();
    std::string_view date, code, name, category;
    const bool head = (!layout_.date_first || take_field(at, end, date)) && take_field(at, end, code) &&
                      take_field(at, end, name) && (!layout_.has_category || take_field(at, end, category));
    if (!head) wrong_width(line, number);
    add_region(unpadded(code), number);
    add_period(unpadded(date), number);
    add_category(unpadded(category));
    data_.line.push_back(number);
    for (Index column = 0; column < data_.columns; ++column) {
      std::string_view field;
      if (!take_field(at, end, field)) wrong_width(line, number);
      add_cell(field, number, column);
    }
    if (at) wrong_width(line, number);
  }

  [[noreturn]] void wrong_width(std::string_view line, Index number) const {
    std::vector<std::string_view> fields;
    split_fields(line, fields);
    throw FormatError(file_.name, number,
                      "the record has " + std::to_string(fields.size()) + " fields, expected " +
                          std::to_string(layout_.head_columns + data_.columns) + ": '" + file_.excerpt(line) + "'");
  }

  void add_region(std::string_view code, Index number) {
    bool added = false;
    data_.region.push_back(region_numbers_.number(code, added));
    if (!added) return;
    if (!is_region_code(code))
      throw FormatError(file_.name, number,
                        "found '" + file_.utf8(code) + "', expected a region code such as DG, 15 or 15084");
    data_.regions.emplace_back(code);
    if (code.size() <= district_digits && !find_region(code))
      findings_.add(find_region("0" + data_.regions.back()) ? "leading_zero_lost" : "unknown_region",
                    {data_.regions.back()}, source_, number);
  }

  void add_period(std::string_view date, Index number) {
    bool added = false;
    if (!layout_.date_first) {
      data_.period.push_back(layout_.has_file_period ? 0 : -1);
      if (layout_.has_file_period && data_.periods.empty()) data_.periods.push_back(layout_.file_period);
      return;
    }
    data_.period.push_back(period_numbers_.number(date, added));
    if (!added) return;
    Period period;
    if (!try_parse_period(date, period))
      throw FormatError(file_.name, number,
                        "found '" + file_.utf8(date) + "', expected a date such as 2015 or 31.12.2015");
    data_.periods.push_back(period);
  }

  void add_category(std::string_view label) {
    bool added = false;
    data_.category.push_back(layout_.has_category ? category_numbers_.number(label, added) : -1);
    if (added) data_.categories.push_back(squeezed(file_.utf8(label)));
  }

  void add_cell(std::string_view field, Index number, Index column) {
    const PrintedCell cell = read_cell(field);
    if (!cell.readable)
      findings_.add("unreadable_value", {file_.utf8(field)}, source_, number, layout_.head_columns + column + 1);
    data_.value.push_back(cell.value);
    data_.status.push_back(cell.status);
    data_.flags.push_back(cell.flags);
  }

  const TextFile& file_;
  const PivotLayout& layout_;
  Index source_;
  Findings& findings_;
  PivotData data_;
  Numbering region_numbers_, period_numbers_, category_numbers_;
};

}  // namespace

PivotData read_pivot_data(const TextFile& file, const PivotLayout& layout, Index source, Findings& findings) {
  return DataReader(file, layout, source, findings).read();
}

}  // namespace werdegang::inline v0::detail
