// SPDX-License-Identifier: Apache-2.0
import CPango

/// A text that has been set: its lines, its measures in points, and what is wrong with it.
final class Setting {
    let layout: OpaquePointer
    let width: Double
    let height: Double
    let problems: [PrintProblem.Kind]

    init(layout: OpaquePointer, width: Double, height: Double, problems: [PrintProblem.Kind]) {
        self.layout = layout
        self.width = width
        self.height = height
        self.problems = problems
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// Tops and heights of the lines in points, for text that runs over pages.
    func lines() -> [(
        line: UnsafeMutablePointer<PangoLayoutLine>, baseline: Double, left: Double,
        bottom: Double
    )] {
        guard let cursor = pango_layout_get_iter(layout) else { return [] }
        defer { pango_layout_iter_free(cursor) }
        let scale = Double(PANGO_SCALE)
        var found: [(UnsafeMutablePointer<PangoLayoutLine>, Double, Double, Double)] = []
        repeat {
            guard let line = pango_layout_iter_get_line_readonly(cursor) else { break }
            var logical = PangoRectangle()
            pango_layout_iter_get_line_extents(cursor, nil, &logical)
            found.append(
                (
                    line, Double(pango_layout_iter_get_baseline(cursor)) / scale,
                    Double(logical.x) / scale, Double(logical.y + logical.height) / scale
                ))
        } while pango_layout_iter_next_line(cursor) != 0
        return found
    }
}
