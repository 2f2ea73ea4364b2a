#include <iostream>
#include <planner.hpp>

int main() { std::cout << published_share(162, 1323) << '\n'; }
