#include "cube_file.hpp"

#include <algorithm>

#include "long_cubes.hpp"
#include "pivot.hpp"
#include "records.hpp"

namespace werdegang::inline v0::detail {
namespace {

using Fields = std::vector<std::string_view>;

/// The comment lines above the first record; the user who made the export stands there.
std::string_view without_comments(std::string_view text, Index& lines) {
  for (lines = 0; text.starts_with('*'); ++lines) take_line(text);
  return text;
}

struct Indicator {
  std::string_view code, unit;
};

/// Fields of one figure in a data record.
struct ValueFields {
  std::size_t cell = 0, quality = 0, locked = 0, perturbed = 0;
};

class CubeFileReader {
 public:
  CubeFileReader(const TextFile& file, Findings& findings)
      : file_(file), findings_(findings), collector_(file, '.', findings) {}

  LongRows read(LongFile& description) {
    Index number = 0;
    std::string_view rest = without_comments(file_.bytes, number);
    while (!rest.empty()) {
      const std::string_view line = take_line(rest);
      ++number;
      if (line.empty()) continue;
      split_fields(line, fields_);
      if (fields_[0] == "K" && fields_.size() > 1)
        head(number);
      else if (fields_[0] == "D")
        data(description, line, number);
      else
        throw FormatError(file_.name, number,
                          "found '" + file_.excerpt(line) + "', expected a record that begins with K or D");
    }
    if (records_ == 0) throw FormatError(file_.name, number, "no data records; expected records D below 'K;QEI'");
    if (locked_ > 0) findings_.add("locked_values", {std::to_string(locked_)}, 0);
    if (perturbed_ > 0) findings_.add("perturbed_values", {std::to_string(perturbed_)}, 0);
    note_missing_end(file_, number, findings_);
    return collector_.finish();
  }

 private:
  void head(Index number) {
    section_ = fields_[1];
    columns_.assign(fields_.begin() + 2, fields_.end());
    if (section_ != "QEI") return;
    std::sort(axes_.begin(), axes_.end());
    values_.clear();
    std::size_t keys = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c] == "FACH-SCHL") ++keys;
      if (columns_[c] == "ZI-WERT") time_ = c + 1;
      if (columns_[c] == "WERT") values_.push_back({c + 1, 0, 0, 0});
      if (values_.empty()) continue;
      if (columns_[c] == "QUALITAET") values_.back().quality = c + 1;
      if (columns_[c] == "GESPERRT") values_.back().locked = c + 1;
      if (columns_[c] == "WERT-VERFAELSCHT") values_.back().perturbed = c + 1;
    }
    if (keys != axes_.size() || values_.size() != indicators_.size() || time_ == 0)
      throw FormatError(file_.name, number,
                        "the data have " + std::to_string(keys) + " keys and " + std::to_string(values_.size()) +
                            " figures, expected " + std::to_string(axes_.size()) + " (the records below 'K;DQA'), " +
                            std::to_string(indicators_.size()) + " (below 'K;DQI') and one ZI-WERT");
  }

  void data(LongFile& description, std::string_view line, Index number) {
    if (section_.empty()) throw FormatError(file_.name, number, "a record D stands before any record K");
    if (section_ == "QEI") {
      if (fields_.size() != columns_.size() + 1) wrong_width(file_, line, number, columns_.size() + 1);
      return figure(number);
    }
    if (fields_.size() < 2) return;
    if (section_ == "DQ") description.table = file_.utf8(fields_[1]);
    if (section_ == "DQ-ERH" && description.statistic.empty()) description.statistic = file_.utf8(fields_[1]);
    if (section_ == "DQA") axes_.emplace_back(axis_number(), fields_[1]);
    if (section_ == "DQI") indicators_.push_back({fields_[1], fields_.size() > 2 ? fields_[2] : std::string_view{}});
  }

  /// Keys stand in the order of the axes, which need not be that of the records.
  std::pair<int, std::size_t> axis_number() const {
    const auto at = std::find(columns_.begin(), columns_.end(), "RHF-ACHSE");
    int number = 0;
    if (const auto field = static_cast<std::size_t>(at - columns_.begin()) + 1; field < fields_.size())
      for (const char c : fields_[field])
        if (c >= '0' && c <= '9' && number < 1000) number = number * 10 + (c - '0');
    return {number, axes_.size()};
  }

  void figure(Index number) {
    ++records_;
    parts_.clear();
    std::size_t key = 0;
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c] == "FACH-SCHL") parts_.push_back({axes_[key++].second, {}, fields_[c + 1], {}});
    collector_.begin(number, fields_[time_], parts_);
    for (std::size_t v = 0; v < values_.size(); ++v) add(values_[v], indicators_[v]);
  }

  void add(const ValueFields& at, const Indicator& indicator) {
    const RecordPart column{indicator.code, {}, {}, {}};
    const auto field = [&](std::size_t position) { return position == 0 ? std::string_view{} : fields_[position]; };
    if (!field(at.locked).empty()) {
      ++locked_;
      collector_.add(column, indicator.unit, 0, Status::unknown_or_secret, Flag::none);
      return;
    }
    const bool perturbed = field(at.perturbed).find_first_of("123456789") != std::string_view::npos;
    perturbed_ += perturbed;
    const std::string quality = perturbed ? std::string(field(at.quality)) + " ()" : std::string();
    collector_.add(column, indicator.unit, fields_[at.cell], perturbed ? std::string_view(quality) : field(at.quality),
                   static_cast<Index>(at.cell) + 1);
  }

  const TextFile& file_;
  Findings& findings_;
  LongCollector collector_;
  std::string_view section_;
  Fields fields_, columns_;
  std::vector<std::pair<std::pair<int, std::size_t>, std::string_view>> axes_;
  std::vector<Indicator> indicators_;
  std::vector<ValueFields> values_;
  std::vector<RecordPart> parts_;
  std::size_t time_ = 0;
  Index records_ = 0, locked_ = 0, perturbed_ = 0;
};

}  // namespace

bool is_cube_file(const TextFile& file) {
  Index lines = 0;
  const std::string_view text = without_comments(file.bytes, lines);
  return text.starts_with("K;DQ") || text.starts_with("\"K\";\"DQ");
}

Loaded read_cube_file(TextFile file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  LongFile description;
  LongRows rows = CubeFileReader(file, loaded.findings).read(description);
  std::string().swap(file.bytes);
  if (description.title.empty()) description.title = description.table;
  build_long_cubes(std::move(rows), description, file, options, loaded);
  return loaded;
}

}  // namespace werdegang::inline v0::detail
