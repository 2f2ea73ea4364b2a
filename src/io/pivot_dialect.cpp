#include "pivot_dialect.hpp"

#include "descriptor.hpp"
#include "footer.hpp"
#include "pivot_cubes.hpp"

namespace werdegang::inline v0::detail {

Loaded read_pivot(TextFile file, const OfficialOptions& options) {
  Loaded loaded;
  loaded.findings.sources.push_back(file.name);
  const auto layout = read_pivot_layout(file);
  const TableDescriptor* table = find_descriptor(layout, file.name);
  if (!table) {
    loaded.findings.add(options.keep_unknown ? "unknown_table" : "table_passed_over", {layout.table}, 0);
    if (!options.keep_unknown) return loaded;
  }
  auto data = read_pivot_data(file, layout, 0, loaded.findings);
  const auto footer = read_footer(file, data.footer);
  std::string().swap(file.bytes);
  loaded.records = data.rows();
  loaded.statistic = table ? table->statistic : layout.table.substr(0, layout.table.find('-'));
  resolve_dashes(layout, table, data, 0, loaded.findings);
  loaded.cubes = table ? described_cubes(layout, *table, std::move(data), 0, loaded.findings)
                       : plain_cubes(layout, std::move(data), 0, loaded.findings);
  loaded.source = Source{layout.table,    table ? table->title_de : layout.title,
                         file.name,       footer.stand,
                         footer.licence,  footer.notes,
                         file.hash,       table && table->method == "published" ? "published" : "",
                         Source::official};
  return loaded;
}

}  // namespace werdegang::inline v0::detail
