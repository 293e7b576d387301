// SPDX-License-Identifier: Apache-2.0
import CPango

/// The page that a form draws on, in millimetres.
///
/// Each sheet is drawn twice: first without ink, which counts its pages and finds what cannot be
/// printed, then on paper. Words are set in the first pass and only drawn in the second.
final class Canvas {
    /// How a text stands between the top and the bottom of its box.
    enum Vertical { case top, middle, bottom }

    let typesetter: Typesetter
    let order: PrintOrder
    let sheet: Int
    /// Pages of this sheet; 0 in the first pass, which counts them.
    let pages: Int
    private(set) var page = 0
    private(set) var problems: [PrintProblem] = []
    private(set) var paper = PaperSize.a4
    private let surface: OpaquePointer?
    /// The pen of the page; `nil` on a page that is not chosen.
    private var ink: OpaquePointer?
    private let pen: OpaquePointer?
    /// Pages of the run before this sheet.
    private let before: Int
    /// Pages that were put on paper.
    private(set) var printed = 0
    private let hasProblems: Bool
    /// Whether the form stands closer together than usual, as the first pass found.
    private(set) var isClose = false
    /// Whether this is the first pass.
    var isCounting: Bool { surface == nil }

    /// The first pass once more, with the form closer together.
    convenience init(closer counted: Canvas) {
        self.init(counting: counted.typesetter, order: counted.order, sheet: counted.sheet)
        isClose = true
    }

    /// The first pass was better as the other one went.
    func take(_ other: Canvas) {
        page = other.page
        problems = other.problems
        isClose = other.isClose
    }

    /// The first pass: no ink.
    init(counting typesetter: Typesetter, order: PrintOrder, sheet: Int) {
        self.typesetter = typesetter
        self.order = order
        self.sheet = sheet
        pages = 0
        surface = nil
        ink = nil
        pen = nil
        before = 0
        hasProblems = false
    }

    /// The second pass, on the surface of the file.
    init(
        printing counted: Canvas, surface: OpaquePointer, ink: OpaquePointer, before: Int = 0
    ) {
        self.before = before
        pen = ink
        typesetter = counted.typesetter
        order = counted.order
        sheet = counted.sheet
        pages = counted.page
        hasProblems = !counted.problems.isEmpty
        isClose = counted.isClose
        self.surface = surface
        self.ink = ink
    }

    // MARK: Pages

    func beginPage(_ size: PaperSize) {
        page += 1
        paper = size
        ink = order.pages?.contains(before + page) ?? true ? pen : nil
        if let surface, ink != nil {
            cairo_pdf_surface_set_size(surface, points(size.width), points(size.height))
        }
        drawEnvironmentMark()
    }

    func endPage() {
        if hasProblems {
            text(
                "【要確認】正しく印字できない文字があります。手書きで補記してから使用してください。",
                TextStyle(.textBold, 7), Box(20, paper.height - 8, paper.width - 40, 4),
                isFixed: true)
        }
        if let ink {
            cairo_show_page(ink)
            printed += 1
        }
    }

    func report(_ kind: PrintProblem.Kind, _ field: String) {
        problems.append(PrintProblem(sheet: sheet, page: page, field: field, kind: kind))
    }

    /// Draws a fixed part of a form: what `draw` draws must depend on nothing but the name.
    func plate(_ name: String, _ draw: () -> Void) {
        guard let page = ink else {
            // Counting, or a page that is not chosen: the words of a form are checked once.
            if !typesetter.plates.has(name) { draw() }
            return
        }
        stamp(typesetter.plates.recording(name, paper) { record($0, draw) }, on: page)
    }

    /// Draws words that are the same on most sheets of a run (sender, notes, desk); `name` holds
    /// all of them. They are checked once and drawn once, and stamped on every sheet; words with a
    /// problem are checked on each, so that the report names all sheets.
    func repeated(_ name: String, _ draw: () -> Void) {
        if let page = ink {
            guard let recording = typesetter.plates.repeated(name, paper, { record($0, draw) })
            else { return draw() }
            return stamp(recording, on: page)
        }
        guard !typesetter.plates.isSound(name) else { return }
        let before = problems.count
        draw()
        if problems.count == before { typesetter.plates.found(sound: name) }
    }

    private func record(_ pen: OpaquePointer, _ draw: () -> Void) {
        let page = ink
        ink = pen
        draw()
        ink = page
    }

    private func stamp(_ recording: OpaquePointer, on page: OpaquePointer) {
        cairo_set_source_surface(page, recording, 0, 0)
        cairo_paint(page)
    }

    // MARK: Words

    /// Sets a text into a box and draws it; `field` names it in the report.
    @discardableResult
    func text(
        _ text: String, _ style: TextStyle, _ box: Box, _ vertical: Vertical = .top,
        field: String = "様式", gray: Double = 0, isFixed: Bool = false
    ) -> Setting {
        let setting = typesetter.set(
            text, style, width: points(box.width), height: points(box.height), isFixed: isFixed)
        for problem in setting.problems { report(problem, field) }
        guard let ink, !text.isEmpty else { return setting }
        let free = points(box.height) - setting.height
        let top =
            switch vertical {
            case .top: points(box.y)
            case .middle: points(box.y) + free / 2
            case .bottom: points(box.y) + free
            }
        cairo_set_source_rgb(ink, gray, gray, gray)
        cairo_move_to(ink, points(box.x), top)
        pango_cairo_show_layout(ink, setting.layout)
        return setting
    }

    /// Words of the form itself: set once for all sheets.
    func label(
        _ text: String, _ style: TextStyle, _ box: Box, _ vertical: Vertical = .top,
        gray: Double = 0
    ) {
        self.text(text, style, box, vertical, gray: gray, isFixed: true)
    }

    /// Height in millimetres that a text needs in a given width, without drawing it.
    func height(_ text: String, _ style: TextStyle, width: Double) -> Double {
        typesetter.set(text, style, width: points(width)).height * 25.4 / 72
    }

    /// Width in millimetres of a short text of the form on one line.
    func width(_ text: String, _ style: TextStyle) -> Double {
        typesetter.set(text, style, isFixed: true).width * 25.4 / 72
    }

    /// Draws one line of a set text with its baseline at a height in millimetres.
    func line(_ line: UnsafeMutablePointer<PangoLayoutLine>, x: Double, baseline: Double) {
        guard let ink else { return }
        cairo_set_source_rgb(ink, 0, 0, 0)
        cairo_move_to(ink, points(x), points(baseline))
        pango_cairo_show_layout_line(ink, line)
    }

    // MARK: Lines and areas

    func rule(
        _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, width: Double = 0.15,
        gray: Double = 0, dash: [Double] = []
    ) {
        guard let ink else { return }
        stroke(width: width, gray: gray, dash: dash)
        cairo_move_to(ink, points(x1), points(y1))
        cairo_line_to(ink, points(x2), points(y2))
        cairo_stroke(ink)
    }

    func frame(
        _ box: Box, width: Double = 0.3, radius: Double = 0, gray: Double = 0, dash: [Double] = []
    ) {
        guard let ink else { return }
        outline(box, radius: radius)
        stroke(width: width, gray: gray, dash: dash)
        cairo_stroke(ink)
    }

    func fill(_ box: Box, gray: Double, radius: Double = 0) {
        guard let ink else { return }
        outline(box, radius: radius)
        cairo_set_source_rgb(ink, gray, gray, gray)
        cairo_fill(ink)
    }

    /// Draws a QR code with its quiet zone inside the box.
    func code(_ code: PageCode, _ box: Box) { self.code(code.text, box) }

    /// Draws a text as a QR code.
    func code(_ text: String, _ box: Box) {
        guard let ink else { return }
        guard let (image, side) = PageCode.image(of: text) else { return }
        defer { cairo_surface_destroy(image) }
        let module = points(box.width) / Double(side)
        cairo_save(ink)
        cairo_translate(ink, points(box.x), points(box.y))
        cairo_scale(ink, module, module)
        cairo_set_source_surface(ink, image, 0, 0)
        // Each module keeps its sharp edges, however large it is printed.
        cairo_pattern_set_filter(cairo_get_source(ink), CAIRO_FILTER_NEAREST)
        cairo_paint(ink)
        cairo_restore(ink)
    }

    /// Draws the impression of a seal as large as the box allows.
    func seal(_ image: SealImage, _ box: Box) {
        guard let ink, let (surface, width, height) = typesetter.seals.surface(image) else {
            return
        }
        let scale = min(points(box.width) / width, points(box.height) / height)
        cairo_save(ink)
        cairo_translate(
            ink, points(box.x) + (points(box.width) - width * scale) / 2,
            points(box.y) + (points(box.height) - height * scale) / 2)
        cairo_scale(ink, scale, scale)
        cairo_set_source_surface(ink, surface, 0, 0)
        cairo_paint(ink)
        cairo_restore(ink)
    }

    private func stroke(width: Double, gray: Double, dash: [Double]) {
        cairo_set_source_rgb(ink, gray, gray, gray)
        cairo_set_line_width(ink, points(width))
        let lengths = dash.map(points)
        cairo_set_dash(ink, lengths, Int32(lengths.count), 0)
    }

    private func outline(_ box: Box, radius: Double) {
        let (x, y) = (points(box.x), points(box.y))
        let (w, h, r) = (points(box.width), points(box.height), points(radius))
        guard r > 0 else { return cairo_rectangle(ink, x, y, w, h) }
        cairo_new_sub_path(ink)
        cairo_arc(ink, x + w - r, y + r, r, -.pi / 2, 0)
        cairo_arc(ink, x + w - r, y + h - r, r, 0, .pi / 2)
        cairo_arc(ink, x + r, y + h - r, r, .pi / 2, .pi)
        cairo_arc(ink, x + r, y + r, r, .pi, .pi * 1.5)
        cairo_close_path(ink)
    }

    /// The mark of an environment that is not live: a badge, and large pale words as mere shapes.
    private func drawEnvironmentMark() {
        guard let mark = order.environmentMark, !mark.isEmpty else { return }
        plate("mark \(paper.width) \(mark)") { draw(mark) }
    }

    private func draw(_ mark: String) {
        let badge = Box(paper.width - 52, 5, 32, 6)
        let setting = typesetter.set(
            mark, TextStyle(.textBold, 90, .center, .never), width: points(paper.width - 30),
            isFixed: true)
        if let ink {
            cairo_save(ink)
            cairo_set_source_rgb(ink, 0.93, 0.93, 0.93)
            cairo_translate(ink, points(paper.width / 2), points(paper.height * 0.6))
            cairo_rotate(ink, -.pi / 7)
            cairo_move_to(ink, -points(paper.width - 30) / 2, -setting.height / 2)
            pango_cairo_layout_path(ink, setting.layout)
            cairo_fill(ink)
            cairo_restore(ink)
        }
        frame(badge, width: 0.4)
        text(mark, TextStyle(.textBold, 10, .center, .never), badge, .middle, isFixed: true)
    }
}
