#include "agency_export.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

#include "csv_records.hpp"
#include "grouped_number.hpp"
#include "interned.hpp"
#include "long_cubes.hpp"
#include "rounding_base.hpp"
#include "werdegang/core/error.hpp"

namespace werdegang::inline v0::detail {
namespace {

constexpr std::string_view head_of_rows = "Merkmal";
constexpr std::string_view region_variable = "KREISE";

/// A name with the help text of the page glued to it: "StaatsangehörigkeitEs werden Grafiken ..." is cut where a
/// capital follows a small letter.
std::string without_help(std::string_view name) {
  for (std::size_t i = 1; i < name.size(); ++i)
    if (name[i] >= 'A' && name[i] <= 'Z' && name[i - 1] >= 'a' && name[i - 1] <= 'z')
      return std::string(name.substr(0, i));
  return std::string(name);
}

/// "21.05.2025", "17:50:1" -> "2025-05-21T17:50:01"; empty when it is no date.
std::string iso_time(const std::string& date, const std::string& time) {
  int day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(date.c_str(), "%d.%d.%d", &day, &month, &year) != 3) return "";
  std::sscanf(time.c_str(), "%d:%d:%d", &hour, &minute, &second);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d", year % 10000, month % 100, day % 100, hour % 100,
                minute % 100, second % 100);
  return text;
}

class AgencyReader {
 public:
  AgencyReader(const TextFile& file, Findings& findings)
      : file_(file), reader_(file.name, file.bytes, ';'), findings_(findings), collector_(file, ',', findings) {}

  LongRows read() {
    read_metadata();
    read_rows();
    read_footer();
    return collector_.finish();
  }

  Source completed(Source source) const {
    source.title = indicator_ + " nach " + axis_ + " (" + described_ + ")";
    source.stand = stand_;
    source.licence = licence_;
    source.notes = notes_;
    return source;
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { throw FormatError(file_.name, record_.line, message); }

  bool next() {
    if (!reader_.next(record_)) return false;
    for (std::string& field : record_.fields) field = squeezed(field);
    // A sheet is as wide as its widest line.
    while (record_.fields.size() > std::max<std::size_t>(1, header_.size()) && record_.fields.back().empty())
      record_.fields.pop_back();
    return true;
  }

  /// Lines "name; value" down to the header of the table, which stands below an empty line.
  void read_metadata() {
    bool below_empty = false;
    while (next()) {
      const auto& fields = record_.fields;
      if (fields.size() < 2) {
        below_empty = fields.front().empty();
        continue;
      }
      const std::string name = without_help(fields[0]);
      const bool of_file = name == "Region" || name == "Berichtsjahr" || name == "Indikator" || name.ends_with("stand");
      if (name == head_of_rows || (below_empty && !of_file && !name.ends_with(':'))) return check_metadata();
      below_empty = false;
      if (name == "Region" && fields.size() >= 4)
        region_ = fields[3] == "d" ? "DG" : fields[3], region_name_ = fields[1];
      else if (name == "Berichtsjahr")
        year_ = fields[1];
      else if (name == "Indikator")
        indicator_ = fields[1];
      else if (name == "Hinweise:" || name == "Gebietsstand" || name == "Datenstand")
        notes_ += name + " " + fields[1] + "\n";
      else
        breakdowns_.emplace_back(name, fields[1]);
    }
    throw FormatError(
        file_.name, record_.line,
        "no line begins with \"Merkmal\" or stands as a header below an empty line; expected the header of the table");
  }

  void check_metadata() {
    if (region_.empty() || year_.empty() || indicator_.empty())
      fail(
          "above the table stand no region, no year or no indicator; expected lines \"Region\", \"Berichtsjahr\" and "
          "\"Indikator\"");
    if (record_.fields.size() < 2)
      fail("the header has one field, expected a label such as \"Merkmal\" and at least one column of figures");
    header_ = record_.fields;
    described_ = region_name_ + ", " + year_;
    for (const auto& [name, value] : breakdowns_) described_ += ", " + name + ": " + value;
  }

  /// Up to the empty line.
  void read_rows() {
    std::vector<CsvRecord> rows;
    bool ages = true;
    while (next() && !(record_.fields.size() == 1 && record_.fields.front().empty())) {
      if (record_.fields.size() != header_.size())
        fail("found " + std::to_string(record_.fields.size()) + " fields, expected " + std::to_string(header_.size()) +
             " as in the header");
      rows.push_back(record_);
      const std::string& label = record_.fields.front();
      ages = ages && (label == "Keine Angabe" || !age_code_from_label(label).empty());
    }
    if (rows.empty()) fail("the table has no lines; expected one below the header");
    axis_ = ages ? "Altersgruppe" : header_.front();
    for (const CsvRecord& row : rows) add(row);
  }

  void add(const CsvRecord& row) {
    std::vector<RecordPart> parts = {
        {region_variable, region_variable, texts_.keep(region_), texts_.keep(region_name_)}};
    for (const auto& [name, value] : breakdowns_) parts.push_back(part(name, value));
    parts.push_back(part(axis_, row.fields.front()));
    collector_.begin(row.line, texts_.keep(year_), parts);
    for (std::size_t c = 1; c < header_.size(); ++c) {
      const bool share = header_[c].find('%') != std::string::npos;
      const PrintedCell cell = read_grouped_cell(row.fields[c], {',', '.'});
      if (!cell.readable) findings_.add("unreadable_value", {row.fields[c]}, 0, row.line, static_cast<Index>(c) + 1);
      const auto name = texts_.keep(share ? indicator_ + ": " + header_[c] : indicator_);
      collector_.add({name, name, {}, {}}, share ? "Prozent" : "Anzahl", cell.value, cell.status,
                     static_cast<Flag>(cell.flags));
    }
  }

  RecordPart part(const std::string& name, const std::string& value) {
    return {texts_.keep(name), texts_.keep(name), texts_.keep(value), texts_.keep(value)};
  }

  void read_footer() {
    while (next()) {
      const auto& fields = record_.fields;
      if (fields.front() == "Exportdatum:" && fields.size() >= 3)
        stand_ = iso_time(fields[1], fields[2]);
      else if (fields.front().starts_with("©"))
        licence_ = fields.front();
      else if (!fields.front().empty())
        notes_ += fields.front() + "\n";
    }
    if (stand_.empty()) findings_.add("missing_footer", {}, 0);
  }

  const TextFile& file_;
  CsvReader reader_;
  Findings& findings_;
  LongCollector collector_;
  Interned texts_;
  CsvRecord record_;
  std::vector<std::string> header_;
  std::vector<std::pair<std::string, std::string>> breakdowns_;
  std::string region_, region_name_, year_, indicator_, axis_, described_, stand_, licence_, notes_;
};

}  // namespace

bool is_agency_export(const TextFile& file) {
  const std::string_view start = std::string_view(file.bytes).substr(0, 1000);
  const bool quoted = start.starts_with("\"Region\";"), bare = start.starts_with("Region;");
  const auto holds = [&](std::string_view piece) { return start.find(piece) != std::string_view::npos; };
  return (quoted && (holds("\"Indikator\";") || holds("\n\"Berichtsjahr\";"))) ||
         (bare && (holds("\nIndikator;") || holds("\nBerichtsjahr;")));
}

Loaded read_agency_export(TextFile file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  if (file.latin1) file.bytes = file.utf8(file.bytes), file.latin1 = false;
  AgencyReader reader(file, loaded.findings);
  LongRows rows = reader.read();
  build_long_cubes(std::move(rows), {"BA", "", "BA", false}, file, options, loaded);
  if (loaded.source) loaded.source = reader.completed(*loaded.source);
  note_rounding_base(loaded.cubes, loaded.findings);
  return loaded;
}

}  // namespace werdegang::inline v0::detail
