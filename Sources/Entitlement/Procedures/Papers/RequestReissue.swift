// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// 再交付申請の受付, at the counter and in the same breath as the new certificate: the record of who asked,
/// why, and how the office knew who it was.
public enum RequestReissue {
    public static let operation = OperationCode.reissueCertificate

    /// Who asks for a new certificate, and why.
    public struct Input: Sendable {
        public var decision: Int64
        public var reason: ApplicationReason
        public var channel: ApplicationChannel
        /// Not needed where the office issues it of its own accord (返戻).
        public var identity: IdentityEvidence?
        /// Why the office issues it by itself.
        public var ground: String?

        public init(
            decision: Int64, reason: ApplicationReason, channel: ApplicationChannel,
            identity: IdentityEvidence?, ground: String? = nil
        ) {
            self.decision = decision
            self.reason = reason
            self.channel = channel
            self.identity = identity
            self.ground = ground
        }
    }

    /// Receives the application (種別 04) of the recipient; one that came before and waits is the same
    /// one. `IssueCertificates` ends it with the new certificate.
    ///
    /// - Returns: the application; `nil` where one waited.
    /// - Throws: `.unknownProposal` for no decision; `.missingReason` for one of the office without a
    ///   ground; as `ReceiveApplication`.
    @discardableResult
    public static func perform(
        _ input: Input, directory: any AddresseeDirectory, terms: IntakeTerms, in scope: Scope
    ) throws -> ApplicationReceipt? {
        guard
            let decision = try HistoryBook.decisions(ids: [input.decision], from: scope.db)[
                input.decision]
        else { throw EntitlementRefusal.unknownProposal }
        if input.channel == .exOfficio, input.ground?.allSatisfy(\.isWhitespace) ?? true {
            throw EntitlementRefusal.missingReason
        }
        let waits = try ApplicationBook.open([.received, .checked], from: scope.db)
            .contains { $0.kind == .reissue && $0.child == decision.child }
        guard !waits else { return nil }
        var form = ApplicationInput(
            kind: .reissue, reason: input.reason, channel: input.channel, appliedOn: scope.today,
            applicant: decision.recipient, child: decision.child, identity: input.identity,
            hasInsuranceEvidence: false)
        form.ground = input.ground
        return try ReceiveApplication.perform(
            form, directory: directory, terms: terms, in: scope)
    }
}
