// SPDX-License-Identifier: Apache-2.0

/// Why a sealed number may be opened: a closed list, each with its legal ground.
///
/// The log entry is written by the operation of `Safeguards` in whose scope the opening happens;
/// its answer leaves only after that entry is durable.
public enum OpeningPurpose: String, CaseIterable, Sendable {
    /// To find or give the addressee number of a person (付番・名寄せ).
    case numbering
    /// To check the number that a counter clerk was shown (番号確認).
    case identityCheck
    /// To take in the resident feed (住民記録の異動).
    case residentFeed
    /// To write a message for the intermediate server (中間サーバー).
    case intermediateServer
    /// To re-encrypt under a new key (鍵の更新).
    case keyRotation

    /// The article that allows it.
    public var legalBasis: String {
        switch self {
        case .numbering, .residentFeed: "番号法9条2項・市条例4条（団体内統合宛名）"
        case .identityCheck: "番号法16条（本人確認の措置）"
        case .intermediateServer: "番号法19条9号・市条例4条2項（情報照会）"
        case .keyRotation: "番号法12条（安全管理措置）"
        }
    }
}
