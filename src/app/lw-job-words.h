/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * lw-job-words: what people are told of work that goes on: what, how much of it, how fast, how long still. */
#pragma once

#include "session/lw-job.h"

G_BEGIN_DECLS

char *lw_job_describe (LwJob *job);
char *lw_job_describe_amount (LwJob *job);
char *lw_job_describe_pace (LwJob *job);

G_END_DECLS
