#pragma once

double published_share(double cases, double all);
