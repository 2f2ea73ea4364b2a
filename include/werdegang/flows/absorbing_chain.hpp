// Absorbing chains: where people end up, after how long, and what that depends on.
#pragma once

#include <string>
#include <vector>

#include "werdegang/core/execution.hpp"
#include "werdegang/flows/transition_matrix.hpp"

namespace werdegang::inline v0 {

// With Q the transitions between states, R those to exits and N = (I - Q)^-1 the fundamental matrix (Kemeny and Snell
// 1960; Grinstead and Snell, ch. 11): nothing is inverted. States that lead back to each other are solved together by
// LU, the others by substitution, so that a ladder of grades costs O(transitions). Times are numbers of periods, the
// first one included. Every function throws InvalidArgument for a closed class: states from which no exit can be
// reached.

/// The sets of states that lead only to each other, without a way to an exit, in the order of the states.
/// O(transitions).
std::vector<std::vector<std::string>> closed_classes(const TransitionMatrix& matrix);

/// B = N R. Columns: state, exit, value.
Table absorption_probabilities(const TransitionMatrix& matrix, const Execution& execution = {});

struct TimeOptions {
  std::string given = {};                ///< only those who leave by this exit; empty: everybody
  std::vector<std::string> within = {};  ///< time spent in these states; empty: in all
};
/// t = N 1, or N (1_S * b) / b given an exit with probabilities b. Columns: state, value, status; a state from which
/// the exit cannot be reached is not_applicable.
Table expected_time(const TransitionMatrix& matrix, const TimeOptions& options = {}, const Execution& execution = {});

/// Var(t) = (2 N - I) t - t * t, of the conditional chain where an exit is given. Columns: state, value, status.
Table time_variance(const TransitionMatrix& matrix, const std::string& given = {}, const Execution& execution = {});

/// Visits of the states `to` (empty: all) from every state: their mean N_ij (a start counts), variance N (2 N_dg - I) -
/// N * N, and the probability (N - I) N_dg^-1 of coming there, or back. Columns: state, visited, value, variance, ever.
/// O(states * visited), several threads.
Table visits(const TransitionMatrix& matrix, const std::vector<std::string>& to = {}, const Execution& execution = {});

/// N itself, O(states^2) memory; for small chains and for checking.
Matrix fundamental_matrix(const TransitionMatrix& matrix, const Execution& execution = {});

/// The chain of those who leave by the exit: q_ij b_j / b_i. States from which it cannot be reached are left out.
TransitionMatrix conditional(const TransitionMatrix& matrix, const std::string& exit, const Execution& execution = {});

struct SensitivityOptions {
  std::string start;         ///< the state one begins in
  std::string target = {};   ///< an exit: its probability; empty: the expected time
  std::string compensating;  ///< the exit that gives or takes, so that rows keep their sum
  bool all = false;          ///< every pair of states, not only transitions that happen; O(states^2)
};
/// d t_s / d q_ij = N_si t_j and d B_sa / d q_ij = N_si B_ja, less N_si where the compensating exit is the target
/// itself (Caswell 2013, doi 10.1016/j.tpb.2013.01.002). Columns: origin, destination, value, elasticity,
/// compensating.
Table sensitivities(const TransitionMatrix& matrix, const SensitivityOptions& options, const Execution& execution = {});

}  // namespace werdegang::inline v0
