// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 緊急停止: what may not be done until a head ends it.
public struct WorkStop: Hashable, Sendable {
    /// What is stopped.
    public enum Area: String, CaseIterable, Sendable, Hashable {
        case payments, letters, all

        /// The words on screens.
        public var wording: String {
            switch self {
            case .payments: "支払の決裁と振込データの作成"
            case .letters: "通知書と受給資格証の発行"
            case .all: "支払と通知の発行"
            }
        }

        /// Whether an operation may not begin while this stands.
        ///
        /// Taking things in, holding, sending back and reading go on: they help to find out what is
        /// wrong. What money or paper leaves by does not.
        public func stops(_ operation: OperationCode) -> Bool {
            switch operation {
            case .approveRun, .writeTransferFile, .repay, .payAtCounter, .confirmCounterPayment:
                self != .letters
            case .issueCertificate, .reissueCertificate, .printLetters, .reprintLetter,
                .writeInquiryLetter,
                .releaseHeldLetter:
                self != .payments
            default: false
            }
        }
    }

    public let id: Int64
    public let area: Area
    public let reason: String
    public let officer: String
    public let at: Instant
    /// Who ended it, when and why; `nil` while it stands.
    public let end: End?

    public struct End: Hashable, Sendable {
        public let officer: String
        public let at: Instant
        public let reason: String
    }
}
