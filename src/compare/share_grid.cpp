#include "share_grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace werdegang::inline v0::detail {
namespace {

constexpr std::size_t order = 6;
using Nodes = std::array<double, order>;

/// Gauss-Legendre on [0, 1] (Abramowitz and Stegun, table 25.4).
constexpr Nodes points = {0.033765242898424, 0.169395306766868, 0.380690406958402,
                          0.619309593041598, 0.830604693233132, 0.966234757101576};
constexpr Nodes weights = {0.085662246189585, 0.180380786524069, 0.233956967286346,
                           0.233956967286346, 0.180380786524069, 0.085662246189585};

/// inner[k][j]: weight of node j in the integral from 0 to node k of the polynomial through all nodes.
std::array<Nodes, order> inner_weights() {
  std::array<Nodes, order> result{};
  const auto legendre = [](double t) {
    std::array<double, order + 1> values = {1, 2 * t - 1};
    for (std::size_t m = 1; m < order; ++m)
      values[m + 1] =
          ((2.0 * static_cast<double>(m) + 1) * values[1] * values[m] - static_cast<double>(m) * values[m - 1]) /
          (static_cast<double>(m) + 1);
    return values;
  };
  for (std::size_t k = 0; k < order; ++k)
    for (std::size_t j = 0; j < order; ++j) {
      const auto at = legendre(points[k]), source = legendre(points[j]);
      double sum = at[1] + 1;
      for (std::size_t m = 1; m < order; ++m) sum += (at[m + 1] - at[m - 1]) * source[m];
      result[k][j] = weights[j] * sum / 2;
    }
  return result;
}

/// Where a share can be, and how wide it is.
struct Window {
  double lower, upper, width;
};

Window window_of(double events, double trials) {
  const double centre = std::asin(std::sqrt((events + 0.5) / (trials + 1))), width = 0.5 / std::sqrt(trials + 1);
  return {std::max(0.0, centre - 8 * width), std::min(std::numbers::pi / 2, centre + 8 * width), width};
}

struct Panel {
  double start, width;
  std::array<double, order> log_sine, log_cosine;
};

Panel panel_of(double start, double end) {
  Panel panel{start, end - start, {}, {}};
  for (std::size_t k = 0; k < order; ++k) {
    const double angle = start + panel.width * points[k];
    panel.log_sine[k] = std::log(std::sin(angle));
    panel.log_cosine[k] = std::log(std::cos(angle));
  }
  return panel;
}

std::vector<Panel> panels_of(const std::vector<Window>& windows) {
  constexpr double never = std::numeric_limits<double>::infinity();
  double at = never;
  for (const Window& window : windows) at = std::min(at, window.lower);
  std::vector<Panel> panels;
  while (at < never) {
    double width = never, next = never;
    for (const Window& window : windows) {
      if (window.lower > at)
        next = std::min(next, window.lower);
      else if (window.upper > at)
        width = std::min(width, 2 * window.width);
    }
    if (width == never) {
      at = next;
      continue;
    }
    double end = std::min(at + width, std::numbers::pi / 2);
    for (const Window& window : windows)
      if (window.lower > at && 2 * window.width < width) end = std::min(end, window.lower);
    panels.push_back(panel_of(at, end));
    at = end;
  }
  return panels;
}

ShareOnGrid share_on(const std::vector<Panel>& panels, const Window& window, double events, double trials) {
  static const auto inner = inner_weights();
  const double misses = trials - events;
  const auto entropy = [&](double cases) { return cases > 0 ? cases * std::log(cases / trials) : 0; };
  const double peak = entropy(events) + entropy(misses);
  auto panel = std::find_if(panels.begin(), panels.end(),
                            [&](const Panel& other) { return other.start + other.width > window.lower; });
  ShareOnGrid share;
  share.first = (panel - panels.begin()) * static_cast<Index>(order);
  double total = 0;
  for (; panel != panels.end() && panel->start < window.upper; ++panel) {
    Nodes density;
    double sum = 0;
    for (std::size_t k = 0; k < order; ++k) {
      density[k] = panel->width * std::exp(2 * events * panel->log_sine[k] + 2 * misses * panel->log_cosine[k] - peak);
      share.mass.push_back(weights[k] * density[k]);
      sum += weights[k] * density[k];
    }
    for (std::size_t k = 0; k < order; ++k) {
      double part = 0;
      for (std::size_t j = 0; j < order; ++j) part += inner[k][j] * density[j];
      share.below.push_back(total + part);
    }
    total += sum;
  }
  for (double& mass : share.mass) mass /= total;
  for (double& below : share.below) below = std::clamp(below / total, 0.0, 1.0);
  return share;
}

}  // namespace

std::vector<ShareOnGrid> shares_on_grid(std::span<const double> events, std::span<const double> trials) {
  std::vector<Window> windows;
  for (std::size_t i = 0; i < events.size(); ++i) windows.push_back(window_of(events[i], trials[i]));
  const auto panels = panels_of(windows);
  std::vector<ShareOnGrid> shares;
  for (std::size_t i = 0; i < events.size(); ++i) shares.push_back(share_on(panels, windows[i], events[i], trials[i]));
  return shares;
}

}  // namespace werdegang::inline v0::detail
