#include "portal_table.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "csv_records.hpp"
#include "genesis_codes.hpp"
#include "pivot.hpp"
#include "plain_table.hpp"
#include "table_words.hpp"

namespace werdegang::inline v0::detail {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "Tab.2.3.4", "Tab. 2.3.4", "Tabelle 2.3.4".
bool is_table_code(std::string_view text) {
  for (const std::string_view word : {"Tabelle", "Tab."})
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      while (text.starts_with(' ')) text.remove_prefix(1);
      return !text.empty() && is_digit(text.front()) && text.find('.') != std::string_view::npos &&
             text.find_first_not_of("0123456789.") >= text.size() - 1;
    }
  return false;
}

std::size_t filled(const CsvRecord& record) {
  return static_cast<std::size_t>(std::count_if(record.fields.begin(), record.fields.end(),
                                                [](const std::string& field) { return !field.empty(); }));
}

/// "1) Klassenstufen 5 bis 10" -> "1"; empty for other lines.
std::string footnote_number(const std::string& text) {
  const std::size_t bracket = text.find(')');
  if (bracket == std::string::npos || bracket == 0 || bracket > 2) return "";
  const std::string number = text.substr(0, bracket);
  return std::all_of(number.begin(), number.end(), is_digit) ? number : "";
}

class PortalReader {
 public:
  explicit PortalReader(const TextFile& file) : file_(file) {
    CsvReader reader(file.name, file.bytes, ';');
    CsvRecord record;
    while (reader.next(record)) {
      for (std::string& field : record.fields) field = squeezed(field);
      records_.push_back(record);
    }
  }

  PlainTable read() {
    table_.name = records_.front().fields.front();
    find_rows();
    read_footnotes();
    read_titles();
    read_columns();
    table_.each = [this](const std::function<void(CsvRecord&)>& use) {
      for (std::size_t r = first_row_; r < end_; ++r) {
        CsvRecord record = records_[r];
        if (filled(record) == 0) continue;
        if (record.fields.size() != width_)
          throw FormatError(file_.name, record.line,
                            "found " + std::to_string(record.fields.size()) + " fields, expected " +
                                std::to_string(width_) + " as in the header");
        // Marks on the names of states and on years; the figures themselves have none.
        for (const std::size_t c : keys_) take_footnote(record.fields[c]);
        use(record);
      }
    };
    return table_;
  }

 private:
  [[noreturn]] void fail(const std::string& message) const { throw FormatError(file_.name, 1, message); }

  bool is_header_start(const CsvRecord& record) const {
    std::string first = record.fields.front();
    take_footnote(first);
    return filled(record) >= 2 && (is_column("region", first) || is_column("time", first));
  }

  /// A line whose leading cells name a time.
  bool is_row(const CsvRecord& record) const {
    for (std::size_t c = 0; c < record.fields.size() && c < 4; ++c) {
      std::string cell = record.fields[c];
      take_footnote(cell);
      if (is_time(cell)) return filled(record) >= 2;
    }
    return false;
  }

  void find_rows() {
    while (header_ < records_.size() && !is_header_start(records_[header_])) ++header_;
    if (header_ == records_.size())
      fail("no line begins the header; expected one such as 'Land;Schuljahr;...' below the title of " + table_.name);
    width_ = records_[header_].fields.size();
    first_row_ = header_;
    while (first_row_ < records_.size() && !is_row(records_[first_row_])) ++first_row_;
    if (first_row_ == records_.size())
      fail("no line of figures below the header; expected lines such as 'Hessen;1999/2000;...'");
    end_ = first_row_;
    for (std::size_t r = first_row_; r < records_.size(); ++r)
      if (is_row(records_[r])) end_ = r + 1;
  }

  void read_footnotes() {
    for (std::size_t r = end_; r < records_.size(); ++r) {
      const std::string& text = records_[r].fields.front();
      if (text.empty()) continue;
      table_.notes += text + "\n";
      if (const std::string number = footnote_number(text); !number.empty())
        footnotes_[number] = squeezed(text.substr(text.find(')') + 1));
    }
  }

  void read_titles() {
    for (std::size_t r = 1; r < header_; ++r)
      if (const std::string& text = records_[r].fields.front(); !text.empty())
        table_.title += (table_.title.empty() ? "" : " ") + text;
  }

  /// Labels from top to bottom; a blank above others belongs to the label on its left.
  void read_columns() {
    std::vector<std::string> marks(width_);
    table_.columns.assign(width_, "");
    table_.units.assign(width_, "");
    for (std::size_t r = header_; r < first_row_; ++r) {
      std::string left;
      for (std::size_t c = 0; c < width_ && c < records_[r].fields.size(); ++c) {
        std::string label = records_[r].fields[c];
        const bool spans = r + 1 < first_row_ && c > 0 && label.empty() && !is_key(c);
        if (spans) label = left;
        left = label;
        const std::string mark = take_footnote(label);
        if (!mark.empty()) marks[c] = mark;
        add_label(c, label);
      }
    }
    for (std::size_t c = 0; c < width_; ++c)
      if (is_key(c)) keys_.push_back(c);
    tell_apart(marks);
  }

  bool is_key(std::size_t c) const {
    return is_column("region", table_.columns[c]) || is_column("time", table_.columns[c]);
  }

  void add_label(std::size_t c, const std::string& label) {
    if (label.empty() || is_key(c)) return;
    if (find_unit(label))
      table_.units[c] = label;
    else
      table_.columns[c] += (table_.columns[c].empty() ? "" : " / ") + label;
  }

  /// "Gymnasium 1)" and "Gymnasium 2)" are two things: the footnote says which.
  void tell_apart(const std::vector<std::string>& marks) {
    std::map<std::string, int> copies;
    for (const std::string& label : table_.columns) ++copies[label];
    std::set<std::string> used;
    for (std::size_t c = 0; c < width_; ++c) {
      std::string& label = table_.columns[c];
      if (copies[label] > 1 && !marks[c].empty()) {
        const auto note = footnotes_.find(marks[c]);
        label += note == footnotes_.end() ? " (" + marks[c] + ")" : " (" + note->second + ")";
      }
      const std::string plain = label;
      for (int copy = 2; !used.insert(label).second; ++copy) label = plain + " (" + std::to_string(copy) + ")";
    }
  }

  const TextFile& file_;
  std::vector<CsvRecord> records_;
  PlainTable table_;
  std::map<std::string, std::string> footnotes_;
  std::vector<std::size_t> keys_;
  std::size_t header_ = 1, first_row_ = 0, end_ = 0, width_ = 0;
};

}  // namespace

std::string take_footnote(std::string& label) {
  std::string marks;
  while (label.ends_with(')')) {
    std::size_t at = label.size() - 1;
    while (at > 0 && is_digit(label[at - 1])) --at;
    const std::string number = label.substr(at, label.size() - 1 - at);
    if (number.empty() || number.size() > 2 || (at > 0 && label[at - 1] != ' ')) break;
    marks = marks.empty() ? number : number + ", " + marks;
    label.erase(at);
    while (label.ends_with(' ') || label.ends_with(',')) label.pop_back();
  }
  return marks;
}

bool is_portal_table(const TextFile& file) {
  std::string_view rest = file.bytes;
  std::string_view line = take_line(rest);
  line = line.substr(0, line.find(';'));
  if (line.starts_with('"') && line.ends_with('"') && line.size() > 1) line = line.substr(1, line.size() - 2);
  return is_table_code(line);
}

Loaded read_portal_table(TextFile file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  if (file.latin1) file.bytes = file.utf8(file.bytes), file.latin1 = false;
  PortalReader reader(file);
  load_plain_table(reader.read(), file, options, loaded);
  return loaded;
}

}  // namespace werdegang::inline v0::detail
