from prefect import get_client

with get_client(sync_client=True) as client:
    for run in client.read_flow_runs():
        assert run.state.is_completed(), run.state
    logs = client.request("POST", "/logs/filter", json={}).json()
    print("\n".join(log["message"] for log in logs))
