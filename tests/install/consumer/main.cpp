#include <werdegang/compute/indicator.hpp>
#include <werdegang/core/version.hpp>
#include <werdegang/io/official.hpp>

#include <iostream>

// Reaches down to the embedded catalogue, so that a symbol missing from the installed library does not link.
int main() {
  if (werdegang::library_version() != werdegang::version_string) return 1;
  std::cout << "werdegang " << werdegang::library_version() << ": " << werdegang::known_indicators().size()
            << " indicators, " << werdegang::known_tables().size() << " source tables\n";
  return werdegang::known_indicators().empty() || werdegang::known_tables().empty() ? 1 : 0;
}
