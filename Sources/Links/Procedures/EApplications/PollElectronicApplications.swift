// SPDX-License-Identifier: Apache-2.0
public import Formats
public import Safeguards
import Vocabulary

/// What one poll did.
public struct PollReport: Hashable, Sendable {
    /// Bundles that were taken, known already, or refused, by their names.
    public internal(set) var taken: [String] = []
    public internal(set) var known: [String] = []
    public internal(set) var refused: [Refused] = []
    /// Attachments that the scanner judged, and those that still wait for it.
    public internal(set) var scanned = 0
    public internal(set) var unscanned = 0
    /// Applications whose state followed the office's decision.
    public internal(set) var followed = 0
    /// Status files that were written.
    public internal(set) var told = 0

    /// A poll that found nothing to do.
    public init() {}

    /// A bundle that was refused, and why.
    public struct Refused: Hashable, Sendable {
        public let name: String
        public let code: String
        public let message: String
    }
}

/// 電子申請の受取りの一巡: takes what form services left, scans, follows decisions, tells the services.
///
/// Each bundle is one transaction. Whatever moment it is killed at, the next poll goes on: what
/// stands is known by its bytes, what does not stand is done again.
public struct PollElectronicApplications {
    public static let operation = OperationCode.receiveElectronicApplications
    /// A bundle over which the program stopped so often is refused, so that it stops no other.
    static let mostAttempts = 5

    let gate: Gate
    let principal: Principal
    let inbox: any BundleInbox
    let reader: BundleReader
    let match: any ApplicantMatch
    let store: any AttachmentStore
    let scanner: any AttachmentScanner
    let reimbursements: (any ReimbursementWindow)?

    /// - Parameter reimbursements: where accepted forms of payment stand; `nil` leaves them alone.
    public init(
        gate: Gate, principal: Principal, inbox: any BundleInbox, layouts: LayoutLibrary,
        match: any ApplicantMatch, store: any AttachmentStore, scanner: any AttachmentScanner,
        reimbursements: (any ReimbursementWindow)?
    ) {
        self.gate = gate
        self.principal = principal
        self.inbox = inbox
        reader = BundleReader(layouts)
        self.match = match
        self.store = store
        self.scanner = scanner
        self.reimbursements = reimbursements
    }

    /// One round.
    ///
    /// - Parameter most: bundles at most; the rest waits for the next round.
    /// - Throws: `ElectronicRefusal.pollRunning`, `SafeguardRefusal`, `Fault`; what was not worked
    ///   on lies where it lay.
    public func perform(most: Int = 1_000) throws -> PollReport {
        var report = PollReport()
        try inbox.alone {
            try within { scope in try SettleAttachments.perform(store: store, in: scope) }
            var count = 0
            while count < most, let bundle = try inbox.claim() {
                count += 1
                do {
                    try take(bundle, &report)
                } catch {
                    try? inbox.release(bundle)
                    throw error
                }
            }
            let scans = try RescanAttachments.perform(scanner, store: store) { body in
                try within(body)
            }
            (report.scanned, report.unscanned) = (scans.judged, scans.waiting)
            report.followed = try within { scope in
                try FollowElectronicApplications.perform(reimbursements, in: scope)
            }
            report.told = try TellFormServices.perform(inbox) { body in try within(body) }
        }
        return report
    }

    private func within<R>(_ body: (Scope) throws -> R) throws -> R {
        try gate.perform(Self.operation, by: principal, for: .registration, body)
    }

    private func take(_ claimed: ClaimedBundle, _ report: inout PollReport) throws {
        let bundle = try ArrivedBundle(claimed)
        if claimed.attempts > Self.mostAttempts {
            let refusal = ElectronicRefusal.stoppedRepeatedly(times: Self.mostAttempts)
            return try refuse(claimed, bundle, [RefusalLine(refusal)], &report)
        }
        let form: BundleForm
        do {
            switch try reader.read(claimed.source, named: claimed.name) {
            case .form(let read): form = read
            case .refused(let issues):
                return try refuse(claimed, bundle, issues.map(RefusalLine.init), &report)
            }
        } catch let refusal as FormatRefusal {
            return try refuse(claimed, bundle, [RefusalLine(refusal)], &report)
        }
        let attachments = form.attachments.enumerated().map {
            ArrivedAttachment($1, place: $0, of: bundle)
        }
        // The scanner may take long: it is asked before the transaction begins.
        let scans = try attachments.map { try scanner.scan($0.bytes) }
        let outcome = try within { scope in
            try ReceiveElectronicApplication.perform(
                form, from: bundle, attachments: attachments, scans: scans, match: match,
                store: store, in: scope)
        }
        switch outcome {
        case .taken: report.taken.append(claimed.name)
        case .known: report.known.append(claimed.name)
        case .refused(let refusal):
            return try leave(claimed, bundle, [RefusalLine(refusal)], &report)
        }
        try store.settle(attachments.map(\.storeKey))
        let receipt = form.row.text("receipt")
        try inbox.finish(
            claimed,
            receipt: BundleNote.taken(
                digest: bundle.digest, service: form.layout.service, receipt: receipt))
    }

    private func refuse(
        _ claimed: ClaimedBundle, _ bundle: ArrivedBundle, _ lines: [RefusalLine],
        _ report: inout PollReport
    ) throws {
        try within { scope in
            try ReceiveElectronicApplication.refuse(
                bundle, lines[0].code, lines[0].message, issues: lines.count, in: scope)
        }
        try leave(claimed, bundle, lines, &report)
    }

    private func leave(
        _ claimed: ClaimedBundle, _ bundle: ArrivedBundle, _ lines: [RefusalLine],
        _ report: inout PollReport
    ) throws {
        report.refused.append(
            .init(name: claimed.name, code: lines[0].code, message: lines[0].message))
        try inbox.refuse(
            claimed, reason: BundleNote.refused(digest: bundle.digest, lines: lines))
    }
}
