// Figures, tables and matrices go to the library and come back; every bit of every number is printed.
#include <cstdio>
#include <string>
#include <werdegang/werdegang.hpp>

namespace {

void print(const werdegang::Table& table) {
  for (const auto& column : table.columns()) {
    std::printf("%s\n", column.name.c_str());
    const auto* numbers = std::get_if<werdegang::Buffer<double>>(&column.data);
    for (werdegang::Index row = 0; row < table.rows(); ++row) {
      if (numbers != nullptr)
        std::printf("%a\n", (*numbers)[row]);
      else
        std::printf("%s\n", werdegang::cell_text(column, row).c_str());
    }
  }
}

void print(const werdegang::Matrix& matrix) {
  std::printf("%lld %lld\n", static_cast<long long>(matrix.rows), static_cast<long long>(matrix.columns));
  for (const double value : matrix.values) std::printf("%a\n", value);
}

// The consumer's own vectors, made by its own arithmetic on exact numbers.
std::vector<double> numbers(werdegang::Index count, std::uint64_t stream) {
  werdegang::Random random(7, stream);
  std::vector<double> result(static_cast<std::size_t>(count));
  for (auto& value : result) value = static_cast<double>(random.next_below(1000) + 1);
  return result;
}

void matrices() {
  std::vector<werdegang::MatrixEntry> entries;
  werdegang::Random random(7);
  for (int i = 0; i < 500; ++i) entries.push_back({random.next_below(17), random.next_below(13), random.next_unit()});
  const auto sparse = werdegang::make_sparse(17, 13, entries);
  print(werdegang::to_dense(sparse));
  std::printf("%a\n", sparse.at(3, 4));
}

void kernels() {
  const auto part = numbers(200, 1), rest = numbers(200, 2);
  std::vector<double> whole(part), lower(200), upper(200), value(200);
  for (std::size_t i = 0; i < whole.size(); ++i) whole[i] += rest[i];
  std::vector<werdegang::Status> status(200);
  werdegang::shares(part, whole, 100, value, status);
  werdegang::intervals(werdegang::IntervalMethod::jeffreys, part, whole, 0.95, lower, upper, status);
  for (std::size_t i = 0; i < whole.size(); ++i) std::printf("%a %a %a\n", value[i], lower[i], upper[i]);
  std::printf("%a\n", werdegang::quotient_sum(part, whole).value);
  print(werdegang::Table({{"part", werdegang::Role::count, werdegang::Buffer<double>(part), {}}})
            .take(std::vector<werdegang::Index>{5, 3, 3}));
}

}  // namespace

int main(int, char** arguments) {
  const auto [observations, findings] = werdegang::read_official({arguments[1]});
  std::vector<std::string> ids;
  for (const auto& indicator : werdegang::known_indicators()) ids.push_back(indicator.id);
  werdegang::ComputeOptions options;
  options.skip_uncomputable = true;
  print(werdegang::compute(observations, ids, options));
  matrices();
  kernels();
}
