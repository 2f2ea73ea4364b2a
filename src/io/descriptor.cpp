#include "descriptor.hpp"

#include <algorithm>
#include <iterator>

#include "../core/catalogue_file.hpp"
#include "../core/toml.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0 {
namespace {

/// "2007-2010", "2011-" or nothing.
void read_collected(const std::string& text, TableColumn& column) {
  const std::size_t hyphen = text.find('-');
  if (hyphen == std::string::npos) return;
  if (hyphen > 0) column.first_year = std::stoi(text.substr(0, hyphen));
  if (hyphen + 1 < text.size()) column.last_year = std::stoi(text.substr(hyphen + 1));
}

TableDescriptor read_descriptor(const toml::table& entry) {
  TableDescriptor table;
  table.id = detail::text_of(entry, "id");
  table.statistic = detail::text_of(entry, "statistic");
  table.title_de = detail::text_of(entry, "title_de");
  table.title_en = detail::text_of(entry, "title_en");
  table.method = detail::text_of(entry, "method");
  table.period_in_header = entry["period_in_header"].value_or(false);
  if (const auto* rows = entry["rows"].as_table()) {
    table.row_axis = detail::text_of(*rows, "axis");
    table.open_below = (*rows)["open_below"].value_or(false);
    if (const auto* members = (*rows)["members"].as_table())
      for (const auto& [label, code] : *members)
        table.row_codes.emplace_back(std::string(label.str()), code.value_or(std::string()));
  }
  detail::for_each_table(entry, "column", [&](const toml::table& column) {
    table.columns.push_back({detail::text_of(column, "label"), detail::text_of(column, "cell")});
    read_collected(detail::text_of(column, "collected"), table.columns.back());
  });
  return table;
}

std::vector<TableDescriptor> load_tables() {
  std::vector<TableDescriptor> tables;
  detail::for_each_catalogue_table("tables/", "table",
                                   [&](const toml::table& entry) { tables.push_back(read_descriptor(entry)); });
  return tables;
}

/// "21111-02-06-4" is table "21111-02-06" at the depth of districts; Regionalatlas tables have no suffix.
bool is_table(std::string_view printed, std::string_view id) {
  return printed == id || (printed.size() == id.size() + 2 && printed.starts_with(id) && printed[id.size()] == '-');
}

bool same_labels(const TableDescriptor& table, const std::vector<std::string>& labels, std::size_t& first_difference) {
  first_difference = 0;
  if (labels.size() % table.columns.size() != 0 || (!table.period_in_header && labels.size() != table.columns.size())) {
    first_difference = std::min(labels.size(), table.columns.size());
    for (std::size_t c = 0; c < first_difference; ++c)
      if (labels[c] != table.columns[c].label) first_difference = c;
    return false;
  }
  for (std::size_t c = 0; c < labels.size(); ++c) {
    if (labels[c] == table.columns[c % table.columns.size()].label) continue;
    first_difference = c;
    return false;
  }
  return true;
}

std::string ascii_part(const std::string& text) {
  std::string result;
  std::copy_if(text.begin(), text.end(), std::back_inserter(result),
               [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return result;
}

/// Labels that differ in nothing but their umlauts were saved in another code page than they are read in.
std::string encoding_hint(const std::string& found, const std::string& expected) {
  if (ascii_part(found) != ascii_part(expected)) return "";
  return "; the file was probably saved in a wrong encoding: export it again, as UTF-8 or ISO-8859-1";
}

}  // namespace

const std::vector<TableDescriptor>& known_tables() {
  static const std::vector<TableDescriptor> tables = load_tables();
  return tables;
}

namespace detail {

const TableDescriptor* find_descriptor(const PivotLayout& layout, const std::string& file) {
  const TableDescriptor* nearest = nullptr;
  std::size_t difference = 0;
  for (const TableDescriptor& table : known_tables()) {
    if (!is_table(layout.table, table.id) || table.period_in_header != !layout.column_periods.empty()) continue;
    std::size_t at = 0;
    if (same_labels(table, layout.labels, at)) return &table;
    if (!nearest || at > difference) nearest = &table, difference = at;
  }
  if (!nearest) return nullptr;
  const auto count = nearest->columns.size();
  if (difference >= layout.labels.size() || (difference >= count && !nearest->period_in_header))
    throw FormatError(file, layout.header_lines.front(),
                      "table " + layout.table + " has " + std::to_string(layout.labels.size()) +
                          " value columns, expected " + std::to_string(count));
  throw FormatError(file, layout.header_lines.front(),
                    "value column " + std::to_string(difference + 1) + " of table " + layout.table + " is headed '" +
                        layout.labels[difference] + "', expected '" + nearest->columns[difference % count].label + "'" +
                        encoding_hint(layout.labels[difference], nearest->columns[difference % count].label));
}

}  // namespace detail
}  // namespace werdegang::inline v0
