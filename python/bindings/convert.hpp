// Shared conversions: arrays that keep their memory alive, states for pickling, interruptible calls.
#pragma once

#include <pybind11/functional.h>
#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>

#include "werdegang/core/execution.hpp"
#include "werdegang/table/table.hpp"

namespace py = pybind11;

/// A read-only array over the buffer's memory.
template <class T, class Element = T>
py::array as_array(const werdegang::Buffer<T>& buffer) {
  auto* owner = new std::shared_ptr<const void>(buffer.owner);
  const py::capsule keep(owner, [](void* pointer) { delete static_cast<std::shared_ptr<const void>*>(pointer); });
  py::array_t<Element> array({buffer.size()}, {static_cast<py::ssize_t>(sizeof(T))},
                             reinterpret_cast<const Element*>(buffer.view.data()), keep);
  array.attr("flags").attr("writeable") = false;
  return array;
}

template <class T>
werdegang::Buffer<T> from_array(const py::object& object) {
  const auto array = py::array_t<T, py::array::c_style | py::array::forcecast>::ensure(object);
  if (!array || array.ndim() != 1) throw py::type_error("expected a one-dimensional array");
  return werdegang::Buffer<T>(std::vector<T>(array.data(), array.data() + array.size()));
}

py::tuple codelist_state(const werdegang::Codelist& list);
werdegang::CodelistPtr codelist_from_state(const py::tuple& state);
py::tuple codes_state(const werdegang::Codes& codes);
werdegang::Codes codes_from_state(const py::tuple& state);

/// Runs work(execution) in a thread of its own without the GIL; this thread reports progress and watches for Ctrl-C.
template <class Work>
auto interruptible(int threads, const py::object& progress, Work&& work) {
  using Result = std::invoke_result_t<Work, const werdegang::Execution&>;
  if (threads < 0)
    throw werdegang::InvalidArgument("threads=" + std::to_string(threads), "a computation",
                                     "a number of threads, 0 for all");
  std::stop_source stop;
  std::atomic<double> done{0};
  werdegang::Execution execution{threads, stop.get_token(), [&](double share) { done = share; }};
  std::packaged_task<Result()> task([&] { return work(execution); });
  auto result = task.get_future();
  std::jthread runner(std::move(task));
  const auto wait = [&](int milliseconds) {
    const py::gil_scoped_release released;
    return result.wait_for(std::chrono::milliseconds(milliseconds)) == std::future_status::ready;
  };
  double told = 0;
  while (!wait(told > 0 ? 50 : 20)) {
    bool failed = PyErr_CheckSignals() != 0;
    if (!failed && !progress.is_none() && done > told) {
      try {
        progress(told = done);
      } catch (py::error_already_set& error) {
        error.restore();
        failed = true;
      }
    }
    if (failed) {
      stop.request_stop();
      while (!wait(50)) {
      }
      throw py::error_already_set();
    }
  }
  Result value = result.get();
  if (!progress.is_none()) progress(1.0);
  return value;
}
