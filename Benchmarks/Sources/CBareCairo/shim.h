#include <cairo-pdf.h>
#include <glib-object.h>
#include <pango/pangocairo.h>
