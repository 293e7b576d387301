// SPDX-License-Identifier: Apache-2.0

/// Check-digit vectors computed by a program independent of this one (formats of the field).
/// Every number is fictitious or published; a made-up 個人番号 may belong to somebody: tests only.
enum CodeVectors {
    static let individualValid: [String] = [
        "983205673214", "621498320257", "987654321093", "000000000019", "100000000005",
        "190000000020", "000000000060", "500000000003",
    ]
    static let individualInvalid: [String] = [
        "621498320258", "983205673210", "123456789012",
    ]
    static let residentValid: [String] = [
        "12345678903", "00000000019", "98765432103", "55555555554",
    ]
    static let corporateValid: [String] = [
        "8700110005901", "1000020110001", "6000020112224", "2700012050002",
    ]
    static let corporateInvalid: [String] = [
        "6000020112223"
    ]
    static let funderValid: [String] = [
        "54016027", "88138243", "88131248", "89131247", "81136244", "81137242", "81119992",
        "52116019", "81119000", "81119018", "52116027", "54116033", "19116045", "21116058",
    ]
    static let funderInvalid: [String] = [
        "54016028", "81119991", "52116018",
    ]
    static let insurerValid: [String] = [
        "33120015", "01119999", "06119903", "31119985", "39119979", "119990", "119016", "113027",
        "133991",
    ]
    static let insurerInvalid: [String] = [
        "33120016", "119991",
    ]
    static let recipientValid: [String] = [
        "0000018", "1234566", "1000009", "9999996", "0000000", "6543219", "0001230", "7654320",
    ]
    static let recipientInvalid: [String] = [
        "1234567"
    ]
    static let institutionValid: [String] = [
        "0110113719", "0819900077", "2739900021", "4749900033", "1119900010", "1139900028",
        "1149900036", "1219900044", "1319900051", "1419900069",
    ]
    static let institutionWarning: [String] = [
        "1119900015", "2739900028",
    ]
    static let municipalityValid: [String] = [
        "112224", "110001", "131016", "011002", "271004", "111007", "131041", "473821", "121002",
    ]
    static let municipalityInvalid: [String] = [
        "112223"
    ]
    /// Serial, and the number of 15 digits; `nil` where the serial has no check digit.
    static let addressee: [(serial: Int64, number: String?)] = [
        (1, "000000000000019"),
        (2, "000000000000027"),
        (3, "000000000000035"),
        (4, "000000000000043"),
        (5, "000000000000051"),
        (6, nil),
        (12, "000000000000124"),
        (146894, "000000001468944"),
        (12345678, "000000123456785"),
    ]
    /// 記号, 番号, branch, type, account.
    static let postAccounts = [
        ["14030", "12345671", "408", "1", "1234567"],
        ["00580", "654321", "059", "2", "0654321"],
        ["10320", "10000011", "038", "1", "1000001"],
        ["10320", "98765431", "038", "1", "9876543"],
        ["11710", "5551", "178", "1", "0000555"],
        ["00280", "12", "029", "2", "0000012"],
        ["00200", "777777", "029", "2", "0777777"],
    ]
    static let postAccountsInvalid = [
        ["10000", "80000001"],
        ["17300", "19927651"],
    ]
}
