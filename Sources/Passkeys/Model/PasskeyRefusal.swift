// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a ceremony with a passkey is refused. Cases in order of precedence. The officer reads one
/// sentence for all forgeries; the log keeps the case.
public enum PasskeyRefusal: Refusal, Hashable, CaseIterable {
    /// The answer of the browser or of the device cannot be read.
    case unreadable
    case wrongCeremony
    case wrongChallenge
    case wrongOrigin
    case wrongSite
    case userAbsent
    /// The device did not recognise its user.
    case userNotVerified
    case unknownCredential
    case badSignature
    /// The counter did not go up: the key may have been copied.
    case counterWentBack
    case credentialCanBeCopied
    case modelNotAccepted
    case attestationMissing
    case attestationInvalid

    public var code: String {
        switch self {
        case .unreadable: "E-SAF-101"
        case .wrongCeremony: "E-SAF-102"
        case .wrongChallenge: "E-SAF-103"
        case .wrongOrigin: "E-SAF-104"
        case .wrongSite: "E-SAF-105"
        case .userAbsent: "E-SAF-106"
        case .userNotVerified: "E-SAF-107"
        case .unknownCredential: "E-SAF-108"
        case .badSignature: "E-SAF-109"
        case .counterWentBack: "E-SAF-110"
        case .credentialCanBeCopied: "E-SAF-111"
        case .modelNotAccepted: "E-SAF-112"
        case .attestationMissing: "E-SAF-113"
        case .attestationInvalid: "E-SAF-114"
        }
    }

    public var message: String {
        switch self {
        case .userAbsent, .userNotVerified:
            "認証器で本人を確かめられませんでした。指紋などの生体認証をもう一度行ってください。"
        case .counterWentBack:
            "認証器の使用回数が合いません。複製された疑いがあるため使えません。システム管理者に連絡してください。"
        case .credentialCanBeCopied:
            "ほかの端末に複製できる鍵は登録できません。端末に固定された認証器を使ってください。"
        case .modelNotAccepted:
            "この機種の認証器は、この自治体では使えません。支給された認証器を使ってください。"
        case .attestationMissing, .attestationInvalid:
            "認証器の機種を確かめられません。支給された認証器を使い、登録をやり直してください。"
        case .unreadable, .wrongCeremony, .wrongChallenge, .wrongOrigin, .wrongSite,
            .unknownCredential, .badSignature:
            "認証器による確認ができませんでした。この画面をはじめから開き直し、もう一度行ってください。"
        }
    }
}
