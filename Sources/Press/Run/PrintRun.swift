// SPDX-License-Identifier: Apache-2.0
import CPango
import Vocabulary

/// One run of the press into one file; sheets are added one by one, so a whole city fits.
public final class PrintRun {
    /// What was printed so far.
    public private(set) var report = PrintReport()
    private let order: PrintOrder
    private let typesetter: Typesetter
    private let sink: ByteSink
    private let surface: OpaquePointer
    private let ink: OpaquePointer
    private var sheets = 0
    /// Pages of the whole run so far, chosen or not.
    private var pagesBefore = 0
    private var seen: Set<EnvelopeID> = []

    init(_ order: PrintOrder, typesetter: Typesetter, sink: ByteSink) throws(Fault) {
        typesetter.plates.beginRun()
        self.order = order
        self.typesetter = typesetter
        self.sink = sink
        let write: cairo_write_func_t = { closure, data, length in
            guard let closure, let data else { return CAIRO_STATUS_WRITE_ERROR }
            let sink = Unmanaged<ByteSink>.fromOpaque(closure).takeUnretainedValue()
            return sink.write(data, Int(length)) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
        }
        guard
            let surface = cairo_pdf_surface_create_for_stream(
                write, Unmanaged.passUnretained(sink).toOpaque(), points(210), points(297)),
            let ink = cairo_create(surface)
        else { throw Fault(.printer, detail: "no memory for a document") }
        self.surface = surface
        self.ink = ink
        cairo_pdf_surface_set_metadata(
            surface, CAIRO_PDF_METADATA_CREATE_DATE, "\(order.date)T00:00:00+09:00")
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, order.title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Hagukumi")
    }

    deinit {
        cairo_destroy(ink)
        cairo_surface_destroy(surface)
    }

    /// Prints one sheet.
    ///
    /// - Throws: `PressRefusal.envelopeTwice`; `PressRefusal.unprintable` where the order says
    ///   refuse; `Fault` where the file cannot be written.
    public func add(_ sheet: Sheet) throws {
        sheets += 1
        defer { typesetter.turn() }
        if let envelope = sheet.envelope, !seen.insert(envelope).inserted {
            throw PressRefusal.envelopeTwice(envelope)
        }
        let counted = Canvas(counting: typesetter, order: order, sheet: sheets)
        sheet.draw(on: counted)
        report.problems += counted.problems
        if !counted.problems.isEmpty {
            switch order.onProblem {
            case .refuse: throw PressRefusal.unprintable(counted.problems)
            case .leaveOut:
                report.leftOut.append(sheets)
                return
            case .mark: break
            }
        }
        let printed = Canvas(
            printing: counted, surface: surface, ink: ink, before: pagesBefore)
        sheet.draw(on: printed)
        precondition(printed.page == counted.page, "both passes draw the same pages")
        pagesBefore += printed.page
        report.pages += printed.printed
        report.perPageEnvelope += Array(repeating: sheet.envelope, count: printed.printed)
        if sheet.envelope != nil, printed.printed > 0 { report.envelopes += 1 }
        try checkInk()
    }

    /// Ends the document; nothing can be added after this.
    func finish() throws -> PrintReport {
        guard report.pages > 0 else { throw PressRefusal.nothingToPrint }
        cairo_surface_finish(surface)
        try checkInk()
        report.bytes = sink.count
        try sink.finish()
        return report
    }

    private func checkInk() throws(Fault) {
        if let fault = sink.fault { throw fault }
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else {
            throw Fault(.printer, detail: String(cString: cairo_status_to_string(status)))
        }
    }
}
