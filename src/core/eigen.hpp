// Eigen for use inside the library, under a name of its own: a program that links the library and uses Eigen with other
// vector instructions must not share compiled templates with it. Include this header before any other of Eigen.
#pragma once

#define EIGEN_MPL2_ONLY
#define Eigen werdegang_eigen

// GCC 12 sees uninitialised values inside Eigen when it optimises.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <Eigen/Dense>
#include <Eigen/SparseLU>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

namespace werdegang::inline v0::detail {
namespace eigen = ::werdegang_eigen;
}

#undef Eigen
