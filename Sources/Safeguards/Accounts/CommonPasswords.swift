// SPDX-License-Identifier: Apache-2.0

/// Words that make a password easy to guess, alone, joined or followed by digits; our own list.
///
/// Not a list of leaked passwords: an installation may compare with one of its own in addition.
enum CommonPasswords {
    static let words = [
        "password", "passw0rd", "p@ssword", "p@ssw0rd", "passphrase", "passcode", "pass",
        "letmein", "welcome", "admin", "administrator", "root", "user", "guest", "login", "master",
        "default", "secret", "changeme", "change", "test", "demo", "sample", "example", "system",
        "qwertyuiop", "qwerty", "asdfghjkl", "asdf", "zxcvbnm", "zxcv", "1qaz2wsx3edc", "1qaz2wsx",
        "qazwsx", "q1w2e3r4t5", "q1w2e3r4", "1q2w3e4r5t", "1q2w3e4r", "1234567890", "123456789",
        "12345678", "1234567", "123456", "12345", "1234", "123", "0987654321", "987654321",
        "abcdefghijklmnopqrstuvwxyz", "abcdefgh", "abcdef", "abcd", "abc", "111111", "000000",
        "iloveyou", "monkey", "dragon", "sunshine", "princess", "football", "baseball", "soccer",
        "superman", "batman", "pokemon", "doraemon", "naruto", "sakura", "nihon", "nippon",
        "japan", "tokyo", "osaka", "fuji", "suzuki", "sato", "tanaka", "takahashi", "yakusho",
        "shiyakusho", "shiyakusyo", "kodomo", "iryou", "iryo", "fukushi", "kosodate", "kakari",
        "madoguchi", "kyufu", "jyosei", "josei", "reiwa", "heisei", "showa", "spring", "summer",
        "autumn", "winter", "january", "february", "march", "april", "monday", "friday",
        "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026", "2027", "2028", "2029",
        "2030", "パスワード", "ぱすわーど", "あいうえお", "かきくけこ", "さくら", "市役所", "管理者", "窓口",
        "こども", "子ども", "医療費", "助成", "福祉課", "令和", "平成",
    ]
}
