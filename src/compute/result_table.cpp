#include "result_table.hpp"

#include <charconv>
#include <functional>
#include <utility>

#include "../core/parallel.hpp"
#include "werdegang/core/region.hpp"

namespace werdegang::inline v0::detail {
namespace {

/// A code column whose list grows with what is put in.
class CodeColumn {
 public:
  CodeColumn(std::string name, std::size_t rows) : list_(std::make_shared<Codelist>()) {
    list_->name = std::move(name);
    index_.reserve(rows);
  }
  std::int32_t code(const Member& member) {
    const auto [at, added] = position_.try_emplace(member.code, static_cast<std::int32_t>(position_.size()));
    if (added) list_->members.push_back(member), list_->members.back().parent = -1;
    return at->second;
  }
  std::int32_t code(const std::string& text) { return code(Member{text, text, text, -1, Member::part, {}, {}}); }
  void add(std::int32_t code) { index_.push_back(code); }
  void add(std::int32_t code, std::size_t rows) { index_.insert(index_.end(), rows, code); }
  Column column(Role role) && { return {list_->name, role, Codes{Buffer<std::int32_t>(std::move(index_)), list_}, {}}; }

 private:
  std::shared_ptr<Codelist> list_;
  std::vector<std::int32_t> index_;
  std::map<std::string, std::int32_t, std::less<>> position_;
};

/// What is asked for once per code: the position in the result, by number.
class Translation {
 public:
  template <class Make>
  std::int32_t operator()(std::size_t number, Make&& make) {
    if (number >= known_.size()) known_.resize(number + 1, unknown);
    if (known_[number] == unknown) known_[number] = make();
    return known_[number];
  }

 private:
  static constexpr std::int32_t unknown = -2;
  std::vector<std::int32_t> known_;
};

class Assembly {
 public:
  Assembly(const Observations& observations, const Regions& regions, double confidence,
           const std::vector<IndicatorRun>& runs, std::vector<std::vector<ResultRows>> pieces)
      : observations_(observations),
        regions_(regions),
        confidence_(confidence),
        runs_(runs),
        pieces_(std::move(pieces)) {
    for (const auto& run : pieces_)
      for (const ResultRows& rows : run) rows_ += rows.size();
  }

  Column indicators() const {
    return constant_by_run("indicator", Role::dimension, [](const Indicator& indicator) {
      return Member{indicator.id, indicator.label_de, indicator.label_en, -1, Member::part, {}, {}};
    });
  }
  Column units() const {
    return constant_by_run("unit", Role::text, [](const Indicator& indicator) {
      return Member{indicator.unit, indicator.unit, indicator.unit, -1, Member::part, {}, {}};
    });
  }

  Column regions() const {
    CodeColumn column("region", rows_);
    Translation code;
    for_each_piece([&](const IndicatorRun&, const ResultRows& rows) {
      for (const std::int32_t region : rows.region)
        column.add(code(static_cast<std::size_t>(region), [&] {
          const std::string& key = regions_.codes[static_cast<std::size_t>(region)];
          const Region* known = find_region(key);
          const std::string& name = known ? known->name : key;
          return column.code(Member{key, name, name, -1, Member::part, {}, {}});
        }));
    });
    return std::move(column).column(Role::dimension);
  }

  Column periods() const {
    CodeColumn column("period", rows_);
    for_each_run([&](const IndicatorRun& run, const std::vector<ResultRows>& pieces) {
      Translation code;
      for (const ResultRows& rows : pieces)
        for (const std::int32_t period : rows.period)
          column.add(code(static_cast<std::size_t>(period),
                          [&] { return column.code(to_string(run.periods()[static_cast<std::size_t>(period)])); }));
    });
    return std::move(column).column(Role::dimension);
  }

  Column breakdown(const std::string& axis, std::size_t at) const {
    CodeColumn column(axis, rows_);
    for_each_run([&](const IndicatorRun& run, const std::vector<ResultRows>& pieces) {
      Translation code;
      for (const ResultRows& rows : pieces) {
        if (!run.combinations().front()[at]) {
          column.add(-1, rows.size());
          continue;
        }
        for (const std::int32_t combination : rows.combination)
          column.add(code(static_cast<std::size_t>(combination), [&] {
            const Member* member = run.combinations()[static_cast<std::size_t>(combination)][at];
            return member ? column.code(*member) : -1;
          }));
      }
    });
    return std::move(column).column(Role::dimension);
  }

  /// Gives back the memory of the pieces as it goes.
  Column numbers(std::string name, Role role, std::vector<double> ResultRows::*values, std::uint8_t mask) {
    std::vector<double> all;
    std::vector<std::uint8_t> valid;
    all.reserve(rows_), valid.reserve(rows_);
    for (auto& run : pieces_)
      for (ResultRows& rows : run) {
        const std::vector<double> own = std::exchange(rows.*values, {});
        all.insert(all.end(), own.begin(), own.end());
        all.resize(all.size() + rows.size() - own.size(), 0);
        for (std::size_t row = 0; row < rows.size(); ++row)
          valid.push_back(mask == 0 ? has_value(rows.status[row]) : (rows.mask[row] & mask) != 0);
      }
    return {std::move(name), role, Buffer<double>(std::move(all)), Buffer<std::uint8_t>(std::move(valid))};
  }

  Column interval_names() const {
    CodeColumn column("interval", rows_);
    for_each_run([&](const IndicatorRun& run, const std::vector<ResultRows>& pieces) {
      Translation code;
      for (const ResultRows& rows : pieces)
        for (const std::uint8_t mask : rows.mask)
          column.add((mask & ResultRows::has_interval) == 0 ? -1 : code(0, [&] {
            return column.code(interval_name(run.indicator()));
          }));
    });
    return std::move(column).column(Role::quality);
  }

  Column statuses() const {
    CodeColumn column("status", rows_);
    Translation code;
    for_each_piece([&](const IndicatorRun&, const ResultRows& rows) {
      for (const Status status : rows.status)
        column.add(code(static_cast<std::size_t>(status), [&] { return column.code(std::string(to_string(status))); }));
    });
    return std::move(column).column(Role::quality);
  }

  Column flags() const {
    CodeColumn column("flags", rows_);
    Translation code;
    for_each_piece([&](const IndicatorRun&, const ResultRows& rows) {
      for (const Flag flags : rows.flags)
        column.add(code(static_cast<std::size_t>(flags), [&] { return column.code(to_string(flags)); }));
    });
    return std::move(column).column(Role::quality);
  }

  /// Where the figures came from: the tables, or how they were made.
  Column origins(std::string name, Role role, bool tables) const {
    CodeColumn column(std::move(name), rows_);
    for_each_piece([&](const IndicatorRun& run, const ResultRows& rows) {
      Translation code;
      for (const std::int32_t set : rows.sources)
        column.add(code(static_cast<std::size_t>(set), [&] {
          const auto& sources = rows.source_sets[static_cast<std::size_t>(set)];
          return column.code(tables ? table_names(sources) : method(run.indicator(), sources));
        }));
    });
    return std::move(column).column(role);
  }

 private:
  template <class Use>
  void for_each_run(Use&& use) const {
    for (std::size_t i = 0; i < runs_.size(); ++i) use(runs_[i], pieces_[i]);
  }
  template <class Use>
  void for_each_piece(Use&& use) const {
    for_each_run([&](const IndicatorRun& run, const std::vector<ResultRows>& pieces) {
      for (const ResultRows& rows : pieces) use(run, rows);
    });
  }
  template <class Make>
  Column constant_by_run(std::string name, Role role, Make&& make) const {
    CodeColumn column(std::move(name), rows_);
    for_each_piece([&](const IndicatorRun& run, const ResultRows& rows) {
      if (rows.size() == 0) return;
      const std::int32_t code = column.code(make(run.indicator()));
      column.add(code, rows.size());
    });
    return std::move(column).column(role);
  }

  std::string interval_name(const Indicator& indicator) const {
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, 100 * confidence_).ptr;
    return indicator.interval + " " + std::string(text, end) + " %";
  }
  const Source& source(std::int32_t at) const { return observations_.sources()[static_cast<std::size_t>(at)]; }
  std::string table_names(const std::vector<std::int32_t>& sources) const {
    std::string text;
    for (const std::int32_t at : sources) {
      const Source& item = source(at);
      const std::string& name = !item.table.empty() ? item.table : !item.file.empty() ? item.file : item.title;
      if (text.find(name) == std::string::npos) text += (text.empty() ? "" : "; ") + name;
    }
    return text;
  }
  std::string method(const Indicator& indicator, const std::vector<std::int32_t>& sources) const {
    for (const std::int32_t at : sources)
      if (source(at).method == "own aggregation") return "own aggregation";
    return indicator.kind == "published" ? "published" : "computed";
  }

  const Observations& observations_;
  const Regions& regions_;
  double confidence_;
  const std::vector<IndicatorRun>& runs_;
  std::vector<std::vector<ResultRows>> pieces_;
  std::size_t rows_ = 0;
};

}  // namespace

Table result_table(const Observations& observations, const Regions& regions, const std::vector<std::string>& axes,
                   double confidence, const std::vector<IndicatorRun>& runs, std::vector<std::vector<ResultRows>> rows,
                   const Execution& execution) {
  Assembly assembly(observations, regions, confidence, runs, std::move(rows));
  std::vector<std::function<Column()>> makers = {
      [&] { return assembly.indicators(); }, [&] { return assembly.regions(); }, [&] { return assembly.periods(); }};
  for (std::size_t a = 0; a < axes.size(); ++a) makers.emplace_back([&, a] { return assembly.breakdown(axes[a], a); });
  const auto numbers = [&](const char* name, Role role, std::vector<double> ResultRows::*values, std::uint8_t mask) {
    makers.emplace_back([&assembly, name, role, values, mask] { return assembly.numbers(name, role, values, mask); });
  };
  numbers("value", Role::measure, &ResultRows::value, 0);
  numbers("numerator", Role::count, &ResultRows::numerator, ResultRows::has_numerator);
  numbers("denominator", Role::count, &ResultRows::denominator, ResultRows::has_denominator);
  numbers("lower", Role::bound, &ResultRows::lower, ResultRows::has_interval);
  numbers("upper", Role::bound, &ResultRows::upper, ResultRows::has_interval);
  makers.emplace_back([&] { return assembly.interval_names(); });
  makers.emplace_back([&] { return assembly.statuses(); });
  makers.emplace_back([&] { return assembly.flags(); });
  makers.emplace_back([&] { return assembly.units(); });
  makers.emplace_back([&] { return assembly.origins("method", Role::quality, false); });
  makers.emplace_back([&] { return assembly.origins("source", Role::text, true); });
  std::vector<Column> columns(makers.size());
  parallel_for(static_cast<Index>(makers.size()), {execution.threads, execution.stop, {}},
               [&](Index i) { columns[static_cast<std::size_t>(i)] = makers[static_cast<std::size_t>(i)](); });
  return Table(std::move(columns));
}

}  // namespace werdegang::inline v0::detail
