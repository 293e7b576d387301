// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a year is not played, in order of precedence.
public enum TownYearRefusal: Refusal, Equatable {
    /// The folder holds something that no earlier year has left there.
    case folderIsNotOurs(String)
    /// What the office did is not what the town's truth says; so many places.
    case differsFromTruth(Int)
    /// An invariant of the whole year is broken.
    case invariantBroken(Int)

    public var code: String {
        switch self {
        case .folderIsNotOurs: "E-CMD-111"
        case .differsFromTruth: "E-CMD-112"
        case .invariantBroken: "E-CMD-113"
        }
    }

    public var message: String {
        switch self {
        case .folderIsNotOurs(let folder):
            "\(folder) には架空の町のものでないファイルがあります。消さないように止めました。空のフォルダか、前回のデモのフォルダを指定してください。"
        case .differsFromTruth(let count):
            "町の正解と違うところが \(count) か所あります。上の一覧を開発元に知らせてください。"
        case .invariantBroken(let count):
            "一年を通して成り立つはずの決まりが \(count) 件破れています。上の一覧を開発元に知らせてください。"
        }
    }
}
