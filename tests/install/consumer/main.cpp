#include <werdegang/core/version.hpp>

int main() { return werdegang::library_version() == werdegang::version_string ? 0 : 1; }
