// SPDX-License-Identifier: Apache-2.0
import Copying
import Entitlement
import Jobs
import Office
import Press
import Safeguards
import Synchronization
import Vocabulary

/// The press of this desk: one for its pages and for the batches behind them.
final class DeskPress: BatchPress {
    private let settings: DeskSettings
    private let ceilings: Ceilings
    private let clock: any Clock
    private let press = Mutex<PressRoom?>(nil)

    init(_ installation: Installation, _ settings: DeskSettings) {
        self.settings = settings
        ceilings = installation.ceilings
        clock = installation.settings.clock
    }

    /// Opened on its first use: its fonts are not needed for anything else.
    func room() throws -> PressRoom {
        try press.withLock { press in
            if let press { return press }
            let opened = try PressRoom()
            press = opened
            return opened
        }
    }

    /// How papers of this desk are printed.
    func order(_ title: String, pages: PageChoice? = nil) -> PrintOrder {
        PrintOrder(
            date: clock.now().dayInJapan, title: "\(settings.office.city) \(title)",
            environmentMark: settings.environmentWord, pages: pages)
    }

    func draw(
        _ letters: [ReadyLetter], _ title: String, expected: Int, byPostcode: Bool,
        in scope: Scope
    ) throws -> [UInt8] {
        let sheets = letters.map {
            Sheet.letter($0.letter(sender: settings.office.sender, desk: settings.office.desk))
        }
        return try draw(
            byPostcode ? sheets.inOrderOfPostcode() : sheets, title, expected: expected, in: scope)
    }

    func draw(
        _ certificates: [CertificateSheet], expected: Int, in scope: Scope
    ) throws -> [UInt8] {
        let sheets = try certificates.compactMap {
            try $0.mailed(issuer: settings.office.sender, desk: settings.office.desk)
        }.map { Sheet.mailedCertificate($0) }
        return try draw(sheets.inOrderOfPostcode(), "受給資格証", expected: expected, in: scope)
    }

    private func draw(
        _ sheets: [Sheet], _ title: String, expected: Int, in scope: Scope
    ) throws -> [UInt8] {
        let (pdf, report) = try room().preview(sheets, order(title))
        do {
            try PrintLog.record(
                PrintedOutput(
                    title, expected: expected, produced: sheets.count, pages: report.pages),
                ceilings: ceilings, in: scope)
        } catch CopyingRefusal.ceilingReached(.pages, let limit) {
            guard report.pages <= limit else {
                throw JobRefusal.stepAboveCeiling(pages: report.pages, limit: limit)
            }
            throw JobRefusal.ceilingOfHour(limit: limit, until: Ceilings.nextHour(after: scope.now))
        }
        return pdf
    }
}
