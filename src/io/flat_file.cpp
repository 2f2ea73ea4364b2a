#include "flat_file.hpp"

#include "flat_layout.hpp"
#include "long_cubes.hpp"
#include "pivot.hpp"
#include "records.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// Records that are looked at to learn the language of a file from its units.
constexpr int records_for_language = 2000;

using Fields = std::vector<std::string_view>;

std::string_view field_at(const Fields& fields, std::size_t at) {
  return at == no_field ? std::string_view{} : fields[at];
}

/// Names in the header stand for blanks with underscores.
std::string with_blanks(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c == '_') c = ' ';
  return result;
}

class FlatReader {
 public:
  FlatReader(const TextFile& file, const FlatWords& words, Findings& findings)
      : file_(file), findings_(findings), rest_(file.bytes), header_(take_line(rest_)) {
    layout_ = read_flat_layout(file, header_, words);
    for (FlatLayout::Value& value : layout_.values) {
      labels_.push_back({with_blanks(value.column.variable_label), with_blanks(value.printed_unit)});
    }
    for (std::size_t v = 0; v < labels_.size(); ++v) {
      layout_.values[v].column.variable_label = labels_[v].first;
      layout_.values[v].printed_unit = labels_[v].second;
    }
  }

  LongRows read(LongFile& description) {
    LongCollector collector(file_, decimal_mark(), findings_);
    Index number = 1;
    while (!rest_.empty()) {
      const std::string_view line = take_line(rest_);
      ++number;
      if (line.empty()) continue;
      if (line == header_)
        throw FormatError(file_.name, number, "a second table begins here; expected one table in a file");
      if (!split_record(line, layout_.width, fields_)) wrong_width(file_, line, number, layout_.width);
      describe(description, number);
      begin(collector, number);
      for (const FlatLayout::Value& value : layout_.values) add(collector, value);
    }
    if (!described_) throw FormatError(file_.name, 1, "no data lines; expected records below the header");
    expect_whole_label(number);
    note_missing_end(file_, number, findings_);
    return collector.finish();
  }

 private:
  /// A comma in German files, a point in English ones; the words of the units tell which. 0 when they do not.
  char decimal_mark() const {
    std::string_view rest = rest_;
    Fields fields;
    for (int count = 0; count < records_for_language && !rest.empty(); ++count) {
      if (!split_record(take_line(rest), layout_.width, fields)) continue;
      for (const FlatLayout::Value& value : layout_.values) {
        const std::string_view word = value.unit == no_field ? value.printed_unit : fields[value.unit];
        const GenesisUnit* unit = find_unit(squeezed(file_.utf8(word)));
        if (unit && unit->language != Language::unknown) return unit->language == Language::german ? ',' : '.';
      }
    }
    return 0;
  }

  void describe(LongFile& description, Index number) {
    const std::string_view statistic = field_at(fields_, layout_.statistic);
    if (described_ && statistic == statistic_) return;
    if (described_)
      throw FormatError(file_.name, number,
                        "the record belongs to statistic '" + file_.excerpt(statistic) + "', those above to '" +
                            file_.excerpt(statistic_) + "'; expected one table in a file");
    described_ = true;
    statistic_ = statistic;
    description.statistic = file_.utf8(statistic);
    description.title = squeezed(file_.utf8(field_at(fields_, layout_.title)));
    description.table = table_in_name(file_.name, description.statistic);
  }

  void begin(LongCollector& collector, Index number) {
    parts_.clear();
    for (const auto& breakdown : layout_.breakdowns)
      parts_.push_back({fields_[breakdown.variable], field_at(fields_, breakdown.variable_label),
                        fields_[breakdown.member], field_at(fields_, breakdown.member_label)});
    collector.begin(number, fields_[layout_.time], parts_);
  }

  void add(LongCollector& collector, const FlatLayout::Value& value) {
    RecordPart column = value.column;
    std::string_view unit = value.printed_unit;
    if (value.code != no_field) {
      column = {fields_[value.code], field_at(fields_, value.label), {}, {}};
      unit = fields_[value.unit];
      if (labels_by_code_.empty() || labels_by_code_.back().first != column.variable) note_label(column);
    }
    collector.add(column, unit, fields_[value.cell], field_at(fields_, value.quality),
                  static_cast<Index>(value.cell) + 1);
  }

  void note_label(const RecordPart& column) {
    for (const auto& [code, label] : labels_by_code_)
      if (code == column.variable) return;
    labels_by_code_.emplace_back(column.variable, column.variable_label);
  }

  /// A label of the last record that is shorter than in the others was cut with the file.
  void expect_whole_label(Index number) const {
    const FlatLayout::Value& value = layout_.values.front();
    if (value.label == no_field || file_.bytes.ends_with('\n') || fields_.size() != layout_.width) return;
    for (const auto& [code, label] : labels_by_code_)
      if (code == fields_[value.code] && label != fields_[value.label])
        throw FormatError(file_.name, number,
                          "the file ends inside a record: '" + file_.excerpt(fields_[value.label]) + "', expected '" +
                              file_.excerpt(label) + "'; it was cut: export it again");
  }

  const TextFile& file_;
  Findings& findings_;
  std::string_view rest_, header_, statistic_;
  FlatLayout layout_;
  std::vector<std::pair<std::string, std::string>> labels_;
  std::vector<std::pair<std::string_view, std::string_view>> labels_by_code_;
  Fields fields_;
  std::vector<RecordPart> parts_;
  bool described_ = false;
};

Loaded read(TextFile file, const OfficialOptions& options, const FlatWords& words) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  LongFile description;
  description.complete = true;
  LongRows rows = FlatReader(file, words, loaded.findings).read(description);
  std::string().swap(file.bytes);
  build_long_cubes(std::move(rows), description, file, options, loaded);
  return loaded;
}

bool begins_with(const TextFile& file, std::string_view name) {
  std::string_view bytes = file.bytes;
  if (bytes.starts_with('"')) bytes.remove_prefix(1);
  return bytes.starts_with(name);
}

}  // namespace

bool is_flat_file(const TextFile& file) { return begins_with(file, "statistics_code"); }
bool is_old_flat_file(const TextFile& file) { return begins_with(file, "Statistik_Code"); }

Loaded read_flat_file(TextFile file, const OfficialOptions& options) {
  return read(std::move(file), options, flat_words);
}
Loaded read_old_flat_file(TextFile file, const OfficialOptions& options) {
  return read(std::move(file), options, old_flat_words);
}

}  // namespace werdegang::inline v0::detail
