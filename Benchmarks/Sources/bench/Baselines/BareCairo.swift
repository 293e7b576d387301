// SPDX-License-Identifier: Apache-2.0
import CBareCairo

/// Pages with the same number of characters, set by Pango and drawn by Cairo without any form:
/// the yardstick of printing.
enum BareCairo {
    /// Draws so many A4 pages into memory; how many bytes of PDF came out.
    static func pages(_ count: Int, lines: (Int) -> [String]) throws -> Int {
        var written = 0
        return try withUnsafeMutablePointer(to: &written) { counter in
            let write: cairo_write_func_t = { closure, _, length in
                closure?.assumingMemoryBound(to: Int.self).pointee += Int(length)
                return CAIRO_STATUS_SUCCESS
            }
            guard let surface = cairo_pdf_surface_create_for_stream(write, counter, 595, 842),
                let ink = cairo_create(surface)
            else { throw BenchError("Cairo が紙を作れません") }
            defer {
                cairo_destroy(ink)
                cairo_surface_destroy(surface)
            }
            let font = pango_font_description_from_string("IPAmjMincho 10")
            defer { pango_font_description_free(font) }
            for page in 0..<count {
                for (place, line) in lines(page).enumerated() {
                    let layout = pango_cairo_create_layout(ink)
                    pango_layout_set_font_description(layout, font)
                    pango_layout_set_text(layout, line, -1)
                    cairo_move_to(ink, 50, 50 + Double(place) * 18)
                    pango_cairo_show_layout(ink, layout)
                    g_object_unref(UnsafeMutableRawPointer(layout))
                }
                cairo_show_page(ink)
            }
            cairo_surface_finish(surface)
            return counter.pointee
        }
    }
}
