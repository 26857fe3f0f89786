use super::api::models::{Credentials, CredentialsInit};
use restwright_runtime::json;

#[test]
fn debug_hides_what_json_holds() {
    let credentials = Credentials::new(CredentialsInit { user: "ann".to_owned(), password: "hunter2".into() })
        .with_connection_string("Server=db");
    let debug = format!("{credentials:?}");
    assert!(debug.contains("ann") && debug.contains("***"), "{debug}");
    assert!(!debug.contains("hunter2") && !debug.contains("Server"), "{debug}");
    assert_eq!(json::to_string(&credentials), r#"{"user":"ann","password":"hunter2","connectionString":"Server=db"}"#);
}
